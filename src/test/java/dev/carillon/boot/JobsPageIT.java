package dev.carillon.boot;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.employing.JobsPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever does what the page about jobs says has jobs, by {@code java -jar} too. */
class JobsPageIT {
  private static final String LIST = "META-INF/services/dev.carillon.job.Job";

  @TempDir
  Path directory;

  private final JobsPage page = JobsPage.read();

  @Test
  void theJarThatThePageBuildsIsStoodUpAndOneThatIsWrongIsRefused() throws Exception {
    for (Map.Entry<String, String> source : page.sources().entrySet()) {
      write("src/com/example/shop/" + source.getKey() + ".java", source.getValue());
    }
    write(LIST, page.block("text"));
    write("META-INF/web-fragment.xml", page.block("xml"));
    Path war = directory.resolve("carillon.war");
    Files.copy(Path.of(System.getProperty("carillon.war")), war);
    run(page.block("sh"));

    try (RunningWar running = RunningWar.in(directory.resolve("good")).of(war).start()) {
      assertThat(running.log())
          .contains("✅ Quartz schedule created: nightly-report (0 7 * * 1-5, next ");
      assertThat(running.get("shop/stock-check").body()).isEqualTo("{\"status\":\"ok\"}");
      assertThat(running.get("shop/orders").statusCode()).isEqualTo(401);
    }

    write(LIST, "com.example.shop.NightlyReport\ncom.example.shop.Gone\n");
    run(page.block("sh"));
    try (RunningWar refused = RunningWar.in(directory.resolve("bad")).of(war).start()) {
      assertThat(refused.log())
          .contains("the class com.example.shop.Gone of shop.jar cannot be made");
      assertThat(refused.get("health/live").statusCode()).isEqualTo(503);
    }
  }

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void run(String commands) throws Exception {
    Path said = directory.resolve("said");
    var builder = new ProcessBuilder("bash", "-euc", commands)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(said.toFile());
    String bin = Path.of(System.getProperty("java.home"), "bin").toString();
    builder.environment().merge("PATH", bin, (path, first) -> first + ":" + path);
    Process process = builder.start();
    assertThat(process.waitFor(60, SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
  }
}
