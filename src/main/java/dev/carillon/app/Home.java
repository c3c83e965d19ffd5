package dev.carillon.app;

import dev.carillon.scheduling.Neighbour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The directory {@code CARILLON_HOME}. What is generated into it only its owner may read, where the
 * file system knows such a thing.
 */
final class Home {
  /** The file of the generated admin token. */
  static final String ADMIN_TOKEN = "admin-token";

  /** The file of the generated key that stored secrets are encrypted with. */
  static final String SECRET_KEY = "secret-key";

  private static final String ADDRESS = "address";

  private final Path path;

  /** Names it; it is made when something is put there. */
  Home(Path path) {
    this.path = path;
  }

  /**
   * Makes the directory unless it is there.
   *
   * @throws RefusedSettingsException if it cannot be made or written to
   */
  void prepare() {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path);
        onlyForTheOwner(path, "rwx------");
      }
    } catch (IOException broken) {
      throw unusable(path);
    }
    if (!Files.isWritable(path)) {
      throw unusable(path);
    }
  }

  /** Tells whether that file is there. */
  boolean has(String name) {
    return Files.exists(path.resolve(name));
  }

  /**
   * Returns the secret in that file, which is generated the first time.
   *
   * @param name of a file in the home
   */
  Secret secret(String name) {
    Path file = path.resolve(name);
    try {
      if (!Files.exists(file)) {
        write(file, random());
      }
      String text = Files.readString(file).strip();
      if (text.isEmpty()) {
        throw new RefusedSettingsException(
            List.of(file + " is empty: delete it, and a new one is made"));
      }
      return new Secret(text);
    } catch (IOException broken) {
      throw unusable(file);
    }
  }

  /**
   * Notes where the server of this home answers; the note lasts while it runs. The note of another
   * one that answers stays: that is where people are signed in.
   *
   * @param base of this server
   * @param installation its fingerprint: whoever answers there and has another one, after this home's
   *     server was killed, is none of its own
   * @param others tells who answers where the note says
   * @return who was there before, if there is one
   */
  Optional<String> serving(String base, String installation, Neighbour others) {
    Optional<String> other = address()
        .filter(noted -> !noted.equals(base))
        .filter(noted -> others
            .at(noted)
            .filter(sign -> sign.installation().equals(installation))
            .isPresent());
    if (other.isEmpty()) {
      note(base);
    }
    return other;
  }

  private void note(String base) {
    try {
      Files.writeString(path.resolve(ADDRESS), base + System.lineSeparator());
    } catch (IOException broken) {
      throw unusable(path);
    }
  }

  /** Takes the note away again, unless another server of this home has its own there. */
  void stopped(String base) {
    try {
      if (address().filter(base::equals).isPresent()) {
        Files.deleteIfExists(path.resolve(ADDRESS));
      }
    } catch (IOException broken) {
      throw unusable(path);
    }
  }

  /** Returns where the server of this home answers, without a slash at the end. */
  Optional<String> address() {
    try {
      Path note = path.resolve(ADDRESS);
      return Files.exists(note) ? Optional.of(Files.readString(note).strip()) : Optional.empty();
    } catch (IOException broken) {
      throw unusable(path);
    }
  }

  /** Made closed, then filled: there is no moment at which others could read it. */
  private static void write(Path file, String secret) throws IOException {
    Path made = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
    onlyForTheOwner(made, "rw-------");
    Files.writeString(made, secret + System.lineSeparator(), StandardOpenOption.TRUNCATE_EXISTING);
    Files.move(made, file);
  }

  private static void onlyForTheOwner(Path path, String rights) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }
  }

  private static String random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static RefusedSettingsException unusable(Path path) {
    return new RefusedSettingsException(
        List.of("CARILLON_HOME cannot be used: make %s readable and writable".formatted(path)));
  }
}
