package dev.carillon.employing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.job.Job;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What the page about jobs shows is what the build compiles, and what runs on a real Tomcat. */
class JobsPageTest {
  private final JobsPage page = JobsPage.read();

  @Test
  void itsSourcesAreThoseThatAreCompiled() throws IOException {
    assertThat(page.sources()).containsOnlyKeys("NightlyReport", "StockCheck", "Orders");
    page.sources()
        .forEach((name, source) ->
            assertThat(source).isEqualTo(text("src/test/java/com/example/shop/" + name + ".java")));
  }

  @Test
  void itsListAndItsFragmentAreThoseThatAreDeployed() throws IOException {
    assertThat(page.block("text")).isEqualTo(text("src/test/resources/shop/dev.carillon.job.Job"));
    assertThat(page.block("xml")).isEqualTo(text("src/test/resources/shop/web-fragment.xml"));
  }

  @Test
  void itNamesEveryMethodOfAJob() {
    assertThat(Arrays.stream(Job.class.getMethods()).map(Method::getName))
        .hasSize(7)
        .allMatch(name -> page.text().contains("| `" + name + "("));
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }
}
