package dev.carillon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.scheduling.Forecast;
import dev.carillon.scheduling.PlanItem;
import dev.carillon.scheduling.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text of the dashboard stands in both languages, and none is missing or left over. */
class TextsTest {
  private static final Path TEXTS = Path.of("webapp/js/lib/texts");
  private static final Pattern ENTRY =
      Pattern.compile("(?ms)^  \"([^\"]+)\":\\s*(.*?),\\n(?=  \"|\\n|};)");
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
  private static final Pattern USE = Pattern.compile("\\bt\\(\\s*([\"'`])([^\"'`]*)");
  private static final Pattern TEMPLATE_TEXT =
      Pattern.compile(">\\s*[A-Za-zА-я]{3,}[^<>${}`()=]*<");

  @Test
  void bothLanguagesHaveTheSameTexts() throws IOException {
    assertThat(texts("ru").keySet()).isEqualTo(texts("en").keySet()).hasSizeGreaterThan(100);
  }

  @Test
  void bothLanguagesFillInTheSameValues() throws IOException {
    Map<String, String> russian = texts("ru");
    texts("en").forEach((key, text) -> {
      Set<String> places = placesIn(text);
      places.remove("n");
      Set<String> others = placesIn(russian.get(key));
      others.remove("n");
      assertThat(others).as(key).isEqualTo(places);
    });
  }

  @Test
  void everyPluralHasTheFormsOfItsLanguage() throws IOException {
    texts("ru").forEach((key, text) -> {
      if (text.startsWith("{")) {
        assertThat(text).as(key).contains("one:", "few:", "many:", "other:");
      }
    });
    texts("en").forEach((key, text) -> {
      if (text.startsWith("{")) {
        assertThat(text).as(key).contains("one:", "other:");
      }
    });
  }

  @Test
  void everyTextThatIsUsedIsThereAndEveryTextThatIsThereIsUsed() throws IOException {
    var used = new TreeSet<String>();
    for (Path script : StaticFiles.scripts()) {
      USE.matcher(Files.readString(script)).results().forEach(use -> {
        assertThat(use.group(1))
            .as("a key is a literal: %s in %s", use.group(), script)
            .isEqualTo("\"");
        used.add(use.group(2));
      });
    }
    assertThat(used).isEqualTo(texts("en").keySet());
  }

  @Test
  void noTextStandsInATemplate() throws IOException {
    for (Path script : StaticFiles.scripts()) {
      var found = TEMPLATE_TEXT
          .matcher(Files.readString(script).replaceAll("(?m)^ *(//|\\*|/\\*).*", ""))
          .results()
          .map(it -> it.group().strip())
          .filter(it -> !it.equals(">Carillon<"))
          .toList();
      assertThat(found).as(script.toString()).isEmpty();
    }
  }

  @Test
  void whateverAPlanSaysIsSaidInBothLanguages() throws IOException {
    String items = Files.readString(Path.of("webapp/js/components/plan-item.js"));
    for (Reason reason : Reason.values()) {
      assertThat(items).contains("t(\"plan.reason." + reason.word() + "\")");
    }
    for (PlanItem.Action action : PlanItem.Action.values()) {
      assertThat(items).contains("t(\"plan.action." + action.word() + "\")");
    }
    String forecast = Files.readString(Path.of("webapp/js/components/forecast.js"));
    for (Forecast.Excess excess : Forecast.Excess.values()) {
      assertThat(forecast)
          .contains("\"" + excess.name().toLowerCase(Locale.ROOT).replace('_', '-') + "\": (it)");
    }
  }

  private static Map<String, String> texts(String language) throws IOException {
    var texts = new TreeMap<String, String>();
    try (Stream<Path> topics = Files.list(TEXTS.resolve(language))) {
      for (Path topic : topics.toList()) {
        ENTRY
            .matcher(Files.readString(topic))
            .results()
            .forEach(it -> assertThat(texts.put(it.group(1), it.group(2).strip()))
                .as("%s stands twice, also in %s", it.group(1), topic)
                .isNull());
      }
    }
    return texts;
  }

  @Test
  void everyTopicIsPutTogether() throws IOException {
    for (String language : List.of("en", "ru")) {
      String index = Files.readString(TEXTS.resolve(language + ".js"));
      try (Stream<Path> topics = Files.list(TEXTS.resolve(language))) {
        topics
            .map(it -> it.getFileName().toString().replace(".js", ""))
            .forEach(topic -> assertThat(index)
                .contains("from \"./" + language + "/" + topic + ".js\"")
                .containsPattern("together\\([^)]*\\b" + topic + "\\b"));
      }
    }
  }

  private static Set<String> placesIn(String text) {
    var places = new TreeSet<String>();
    PLACE.matcher(text).results().forEach(it -> places.add(it.group(1)));
    return places;
  }
}
