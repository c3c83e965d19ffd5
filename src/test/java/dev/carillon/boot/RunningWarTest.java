package dev.carillon.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs the built WAR for tests leaves nothing behind when it gives up. */
class RunningWarTest {
  @TempDir
  Path directory;

  /** A server that never says where it is. */
  public static final class Silent {
    private Silent() {}

    /** Waits for ever. */
    public static void main(String[] arguments) throws InterruptedException {
      Thread.currentThread().join();
    }
  }

  @Test
  void aProcessThatDoesNotSayWhereItIsIsEnded() throws IOException {
    RunningWar.Start start =
        RunningWar.in(directory).of(silent()).waitingFor(Duration.ofMillis(200));

    assertThatThrownBy(start::start).isInstanceOf(ConditionTimeoutException.class);

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(running()).as("processes of this test").isEmpty());
  }

  private Stream<ProcessHandle> running() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child
            .info()
            .arguments()
            .map(arguments -> String.join(" ", arguments).contains(directory.toString()))
            .orElse(false));
  }

  private Path silent() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Silent.class.getName());
    String entry = Silent.class.getName().replace('.', '/') + ".class";
    Path jar = directory.resolve("silent.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        var out = new JarOutputStream(file, manifest);
        var code = Silent.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new ZipEntry(entry));
      code.transferTo(out);
      out.closeEntry();
    }
    return jar;
  }
}
