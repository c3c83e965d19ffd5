package dev.carillon.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The temporary directory of one process: Tomcat's libraries and whatever Tomcat unpacks. Closing
 * removes it with all that is in it.
 */
final class WorkDirectory implements AutoCloseable {
  private static final String BOOT_LIBRARIES = "WEB-INF/boot-lib/";

  private final Path war;
  private final Path path;

  private WorkDirectory(Path war, Path path) {
    this.war = war;
    this.path = path;
  }

  /** Makes a new directory for that WAR, readable by nobody else. */
  static WorkDirectory of(Path war) throws IOException {
    Path path = Files.createTempDirectory("carillon-");
    Files.createDirectories(path.resolve("webapps"));
    return new WorkDirectory(war, path);
  }

  Path path() {
    return path;
  }

  /** Unpacks Tomcat out of the WAR; returns its jars and, first, the WAR with our own classes. */
  URL[] tomcat() throws IOException {
    List<URL> urls = new ArrayList<>(List.of(war.toUri().toURL()));
    urls.addAll(jars(unpack(BOOT_LIBRARIES)));
    return urls.toArray(URL[]::new);
  }

  /** Unpacks the application's classes and libraries, to run a command without a server. */
  URL[] application() throws IOException {
    List<URL> urls = new ArrayList<>(List.of(unpack("WEB-INF/classes/").toUri().toURL()));
    urls.addAll(jars(unpack("WEB-INF/lib/")));
    return urls.toArray(URL[]::new);
  }

  private Path unpack(String folder) throws IOException {
    try (var archive = new JarFile(war.toFile())) {
      for (JarEntry entry : archive.stream().toList()) {
        Path target = path.resolve(entry.getName()).normalize();
        if (entry.getName().startsWith(folder) && !entry.isDirectory() && target.startsWith(path)) {
          Files.createDirectories(target.getParent());
          try (var content = archive.getInputStream(entry)) {
            Files.copy(content, target);
          }
        }
      }
    }
    return path.resolve(folder);
  }

  private static List<URL> jars(Path folder) throws IOException {
    List<URL> urls = new ArrayList<>();
    try (var jars = Files.newDirectoryStream(folder, "*.jar")) {
      for (Path jar : jars) {
        urls.add(jar.toUri().toURL());
      }
    }
    return urls;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      all.sorted(Comparator.reverseOrder()).forEach(WorkDirectory::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
