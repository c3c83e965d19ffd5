package dev.carillon.app;

import static dev.carillon.app.SettingsOf.environment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.doctor.Topic;
import dev.carillon.language.YamlDefinitionReader;
import dev.carillon.scheduling.EngineTrouble;
import dev.carillon.signature.Cause;
import dev.carillon.testing.DocumentPage;
import dev.carillon.testing.DocumentPage.Block;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guides say the same in both languages, and nothing that the code does not know. */
class GuideTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern TO_GUIDE = Pattern.compile("guide\\.(?:en|ru)\\.md#([a-z-]+)");
  private static final Pattern SETTING = Pattern.compile("[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+");
  private static final Pattern FIRST_OF_A_ROW =
      Pattern.compile("^\\| `([A-Z]+(?:_[A-Z]+)+)`.* \\|$");
  private static final Pattern ROUTE =
      Pattern.compile("(?:GET|POST|PUT|DELETE|PATCH) (/[^\\s?`]+)");
  private static final Pattern MIXED =
      Pattern.compile("\\b\\w*(?:[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z])\\w*\\b");

  /** Words in capitals that are no settings: a variable of a shell, a region, parts of names. */
  private static final Set<String> NO_SETTINGS = Set.of("CRON_TZ", "EU_CENTRAL_1", "US_EAST_1");

  private static final DocumentPage ENGLISH = DocumentPage.named("guide.en.md");

  @ParameterizedTest
  @CsvSource({"guide.en.md, guide.ru.md", "from-nextjs.md, from-nextjs.ru.md"})
  void bothLanguagesHaveTheSameAnchorsBlocksSettingsAndRoutes(String english, String russian) {
    DocumentPage one = DocumentPage.named(english);
    DocumentPage other = DocumentPage.named(russian);

    assertThat(other.anchors()).isEqualTo(one.anchors()).doesNotHaveDuplicates();
    assertThat(blocks(other)).isEqualTo(blocks(one));
    assertThat(new TreeSet<>(other.codes())).isEqualTo(new TreeSet<>(one.codes()));
    assertThat(other.text().lines().filter(line -> line.startsWith("|")).count())
        .isEqualTo(one.text().lines().filter(line -> line.startsWith("|")).count());
  }

  /** What is said to people may differ: comments of a shell and of a definition. */
  private static List<Block> blocks(DocumentPage page) {
    return page.blocks().stream()
        .map(block -> new Block(
            block.language(),
            block
                .code()
                .lines()
                .filter(line -> !line.strip().startsWith("#") && !line.strip().startsWith("//"))
                .collect(Collectors.joining("\n"))))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"guide.ru.md", "from-nextjs.ru.md"})
  void noRussianWordHasALatinLetterInIt(String russian) {
    assertThat(MIXED.matcher(DocumentPage.named(russian).prose()).results().map(it -> it.group()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "guide.en.md",
        "guide.ru.md",
        "from-nextjs.md",
        "from-nextjs.ru.md",
        "jobs.md",
        "functions.md"
      })
  void everyLinkLeadsSomewhere(String name) {
    DocumentPage page = DocumentPage.named(name);

    assertThat(page.links()).isNotEmpty().allSatisfy(link -> {
      if (link.startsWith("#")) {
        assertThat(page.anchors()).contains(link.substring(1));
      } else if (!link.startsWith("https://")) {
        String[] parts = link.split("#", 2);
        assertThat(Path.of("src/docs").resolve(parts[0])).exists();
        if (parts.length > 1 && parts[0].endsWith(".md") && !parts[0].contains("README")) {
          assertThat(DocumentPage.named(parts[0]).anchors()).contains(parts[1]);
        }
      }
    });
  }

  @Test
  void everyTroubleOfAnEngineHasItsEntry() {
    assertThat(ENGLISH.anchors())
        .containsAll(Arrays.stream(EngineTrouble.Kind.values())
            .map(EngineTrouble.Kind::word)
            .toList());
  }

  @Test
  void whatTheCodeAndTheOtherDocumentsLeadToIsThere() throws IOException {
    Set<String> wanted = new TreeSet<>();
    for (Path root : List.of(SOURCES, Path.of("webapp/js"), Path.of("src/docs"))) {
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(file -> file.toString().matches(".*\\.(java|js|md)"))
            .forEach(file ->
                TO_GUIDE.matcher(textOf(file)).results().forEach(it -> wanted.add(it.group(1))));
      }
    }

    assertThat(ENGLISH.anchors()).containsAll(wanted);
  }

  @Test
  void everyQuestionOfTheDoctorHasItsEntry() {
    assertThat(Arrays.stream(Topic.values()).map(Topic::guide))
        .allSatisfy(guide -> assertThat(ENGLISH.anchors()).contains(guide.replaceFirst(".*#", "")));
  }

  @Test
  void theSixComplaintsOfBeginnersHaveTheirEntries() {
    assertThat(ENGLISH.anchors())
        .contains(
            "loopback-address",
            "webhook-does-not-arrive",
            "signature-fails",
            "schedule-not-created",
            "development-mode-fails",
            "production-fails");
    assertThat(ENGLISH.text())
        .contains("`invalid destination url: endpoint resolves to a loopback address`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"guide.en.md", "guide.ru.md"})
  void settingsStandInTheOrderOfTheReadme(String name) {
    List<String> all = Arrays.stream(Setting.values()).map(Setting::name).toList();

    List<Integer> places = DocumentPage.named(name)
        .text()
        .lines()
        .map(FIRST_OF_A_ROW::matcher)
        .filter(Matcher::find)
        .map(row -> all.indexOf(row.group(1)))
        .toList();

    assertThat(places).hasSizeGreaterThan(5).isSorted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"guide.en.md", "from-nextjs.md"})
  void everySettingAndEveryRouteIsOneThatWeHave(String name) {
    DocumentPage page = DocumentPage.named(name);
    Set<String> settings = Arrays.stream(Setting.values())
        .flatMap(setting -> setting.names().stream())
        .collect(Collectors.toSet());
    String told = String.join("\n", page.codes()) + "\n" + String.join("\n", page.blocks("dotenv"));

    assertThat(SETTING.matcher(told).results().map(it -> it.group()))
        .isNotEmpty()
        .allSatisfy(word -> assertThat(settings.contains(word)
                || NO_SETTINGS.contains(word)
                || settings.contains(word.replaceFirst("US_EAST_1_|EU_CENTRAL_1_", "")))
            .as(word)
            .isTrue());
    Routes routes = Routes.ofClasses(resources());
    assertThat(ROUTE.matcher(String.join("\n", page.codes())).results().map(it -> it.group(1)))
        .isNotEmpty()
        .allSatisfy(path -> assertThat(routes.includes(path)).as(path).isTrue());
  }

  @Test
  void itsWorkflowsAreDefinitions() {
    var reader = new YamlDefinitionReader(Set.of("log"));

    assertThat(DocumentPage.named("from-nextjs.md").blocks("yaml"))
        .hasSize(2)
        .allSatisfy(yaml -> assertThat(reader.read(yaml).schedule().cron()).isPresent());
  }

  @Test
  void theCausesThatItExplainsAreThoseOfTheLog() {
    List<String> causes = Arrays.stream(Cause.values()).map(Cause::text).toList();
    List<String> explained = ENGLISH
        .text()
        .substring(ENGLISH.text().indexOf("| cause in the log"))
        .lines()
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> line.replaceAll("^\\| `([^`]+)`.*", "$1"))
        .toList();

    assertThat(explained).hasSizeGreaterThan(5);
    assertThat(causes).containsAll(explained);
  }

  @Test
  void itsSettingsMeanWhatItSays() {
    List<String> files = ENGLISH.blocks("dotenv");

    assertThat(files).hasSize(2);
    assertThat(announced(files.get(0))).isEqualTo(line("settings"));
    assertThat(announced(files.get(1))).isEqualTo(line("tunnel"));
    assertThat(announced("")).isEqualTo(line("development-mode"));
    assertThat(ENGLISH.blocks("sh", "tunnel"))
        .containsExactly("ngrok http " + environment().port() + "\n");
  }

  private static String line(String anchor) {
    return ENGLISH.blocks("text", anchor).get(0).strip();
  }

  private static String announced(String file) {
    String[] namesAndValues = file.lines()
        .map(line -> line.replace("…", "x".repeat(40)))
        .flatMap(line -> Stream.of(line.split("=", 2)))
        .toArray(String[]::new);
    Settings settings = environment(namesAndValues);
    return settings.engine().announcement(settings.mode());
  }

  private static List<Class<?>> resources() {
    try (Stream<Path> files = Files.list(SOURCES.resolve("dev/carillon/rest"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Resource.java"))
          .<Class<?>>map(name -> classOf(name.replace(".java", "")))
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Class<?> classOf(String name) {
    try {
      return Class.forName("dev.carillon.rest." + name);
    } catch (ClassNotFoundException gone) {
      throw new AssertionError(gone);
    }
  }

  private static String textOf(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
