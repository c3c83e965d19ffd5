package dev.carillon.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.example.shop.NightlyReport;
import com.example.shop.StockCheck;
import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.job.Job;
import dev.carillon.job.JobContext;
import java.io.IOException;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the jars in {@code WEB-INF/lib} say of jobs, right and wrong. */
class JobsTest {
  @TempDir
  Path directory;

  private final List<Path> jars = new ArrayList<>();

  /** Says the same as another job. */
  public static final class Twin implements Job {
    @Override
    public String id() {
      return "nightly-report";
    }

    @Override
    public String cron() {
      return "@daily";
    }

    @Override
    public JsonNode run(JobContext context) {
      return context.input();
    }
  }

  /** Cannot be made. */
  public static final class Broken implements Job {
    public Broken() {
      throw new IllegalStateException("SHOP_URL is not set");
    }

    @Override
    public String id() {
      return "broken";
    }

    @Override
    public String cron() {
      return "@daily";
    }

    @Override
    public JsonNode run(JobContext context) {
      return context.input();
    }
  }

  /** Has an id that cannot be. */
  public static final class Nameless implements Job {
    @Override
    public String id() {
      return "nightly report";
    }

    @Override
    public String cron() {
      return "@daily";
    }

    @Override
    public JsonNode run(JobContext context) {
      return context.input();
    }
  }

  private void jar(String name, String list) throws IOException {
    Path jar = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(new JarEntry("META-INF/services/dev.carillon.job.Job"));
      entries.write(list.getBytes(UTF_8));
    }
    jars.add(jar);
  }

  private List<String> ids() throws IOException {
    try (URLClassLoader loader = loader()) {
      return Jobs.all(loader).all().stream().map(card -> card.id().value()).toList();
    }
  }

  private List<String> mistakes() throws IOException {
    try (URLClassLoader loader = loader()) {
      return catchThrowableOfType(RefusedSettingsException.class, () -> Jobs.all(loader))
          .mistakes();
    }
  }

  private URLClassLoader loader() {
    return new URLClassLoader(
        jars.stream().map(JobsTest::url).toArray(URL[]::new), JobsTest.class.getClassLoader());
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  @Test
  void withoutJarsThereAreNoJobs() throws IOException {
    assertThat(ids()).isEmpty();
  }

  @Test
  void eachListOfEachJarIsReadAndAClassThatTwoNameIsMadeOnce() throws IOException {
    String report = NightlyReport.class.getName();
    jar("a.jar", "# ours\n" + report + " # every night\n\n" + StockCheck.class.getName() + "\r\n");
    jar("b.jar", report);

    assertThat(ids()).containsExactly("nightly-report", "stock-check");
  }

  @Test
  void allThatIsWrongIsToldAtOnceWithClassAndJarAndCure() throws IOException {
    jar("a.jar", NightlyReport.class.getName() + "\ncom.example.Missing");
    jar("b.jar", Twin.class.getName() + "\njava.lang.String");
    jar("c.jar", Broken.class.getName() + "\n" + Nameless.class.getName());

    List<String> mistakes = mistakes();

    assertThat(mistakes).hasSize(5).allMatch(it -> it.contains("out of WEB-INF/lib"));
    assertThat(mistakes)
        .anyMatch(it -> it.startsWith(
            "the class com.example.Missing of a.jar cannot be made:" + " there is no such class"))
        .anyMatch(it -> it.startsWith("the class java.lang.String of b.jar cannot be made: it is no"
            + " dev.carillon.job.Job"))
        .anyMatch(it -> it.contains("JobsTest$Broken of c.jar")
            && it.contains("its constructor broke: java.lang.IllegalStateException: SHOP_URL"))
        .anyMatch(it ->
            it.contains("JobsTest$Nameless of c.jar") && it.contains("id() is \"nightly report\""))
        .anyMatch(it -> it.contains("NightlyReport of a.jar and the job")
            && it.contains("Twin of b.jar have the id \"nightly-report\""));
  }

  @Test
  void aClassThatCannotBeLoadedIsTold() throws IOException {
    Path broken = directory.resolve("d.jar");
    try (OutputStream out = Files.newOutputStream(broken);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(new JarEntry("META-INF/services/dev.carillon.job.Job"));
      entries.write("com.example.Torn".getBytes(UTF_8));
      entries.putNextEntry(new JarEntry("com/example/Torn.class"));
      entries.write("no class file".getBytes(UTF_8));
    }
    jars.add(broken);

    assertThat(mistakes())
        .singleElement()
        .asString()
        .startsWith("the class com.example.Torn of d.jar cannot be made: it cannot be loaded:");
  }
}
