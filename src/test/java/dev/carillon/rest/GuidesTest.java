package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.running.StoreUnavailableException;
import dev.carillon.signing.NoQStashException;
import dev.carillon.signing.RollingReason;
import dev.carillon.signing.RollingUnsafeException;
import dev.carillon.testing.DocumentPage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Problems that the guide knows lead there. */
class GuidesTest {
  private final ProblemMapper mapper = new ProblemMapper();

  private Problem problem(Throwable cause) {
    return (Problem) mapper.toResponse(cause).getEntity();
  }

  private static void assertLeadsTo(String anchor, Problem problem) {
    assertThat(problem.members()).containsEntry("guide", "guide.en.md#" + anchor);
    assertThat(DocumentPage.named("guide.en.md").anchors()).contains(anchor);
    assertThat(DocumentPage.named("guide.ru.md").anchors()).contains(anchor);
  }

  @Test
  void aProblemLeadsToItsEntry() {
    assertLeadsTo("database", problem(new StoreUnavailableException("away", null)));
    assertLeadsTo("settings", problem(new NoQStashException()));
    assertLeadsTo(
        "signing-keys",
        problem(new RollingUnsafeException(List.of(RollingReason.SETTINGS_DIFFER))));
  }

  @Test
  void rollingTellsItsReasonsInBothLanguages() {
    Problem problem = problem(new RollingUnsafeException(List.of(RollingReason.SETTINGS_DIFFER)));

    assertThat(problem.status()).isEqualTo(409);
    assertThat(new ObjectMapper().<JsonNode>valueToTree(problem).get("reasons").toString())
        .contains("settings-differ", "settings hold", "В настройках");
  }

  @Test
  void whatBrokeHereLeadsToItsEntryToo() {
    assertLeadsTo("broke-here", problem(new IllegalStateException("broken")));
  }
}
