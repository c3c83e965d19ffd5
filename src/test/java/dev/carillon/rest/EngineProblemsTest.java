package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.scheduling.EngineTrouble;
import dev.carillon.scheduling.EngineTrouble.Kind;
import dev.carillon.scheduling.EngineUnavailableException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each trouble of an engine is a problem with a type of its own, and tells all that is known. */
class EngineProblemsTest {
  private final ObjectMapper json = new ObjectMapper();
  private final ProblemMapper mapper = new ProblemMapper();

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theTypeIsTheKindsWordAndLeadsToItsEntryInTheGuide(Kind kind) {
    JsonNode problem =
        json.valueToTree(EngineProblems.of(EngineTrouble.of(kind, "it happened").said("no")));

    assertThat(problem.get("type").asText()).isEqualTo("/problems/" + kind.word());
    assertThat(problem.get("title").asText()).isNotBlank();
    assertThat(problem.get("status").asInt()).isIn(409, 422, 502, 503);
    assertThat(problem.get("detail").asText()).isEqualTo("it happened");
    assertThat(problem.get("qstash").asText()).isEqualTo("no");
    assertThat(problem.get("remedy").asText()).isEqualTo(kind.remedy()).isNotBlank();
    assertThat(problem.get("guide").asText()).isEqualTo("guide.en.md#" + kind.word());
  }

  @Test
  void whatQStashDidNotSayIsLeftOut() {
    JsonNode problem = json.valueToTree(
        EngineProblems.of(EngineTrouble.of(Kind.LOOPBACK_ADDRESS, "it is this machine")));

    assertThat(problem.has("qstash")).isFalse();
  }

  @Test
  void theWaitThatQStashAskedForIsPassedOn() {
    EngineTrouble limited = EngineTrouble.of(Kind.RATE_LIMITED, "too often")
        .retryAfter(Optional.of(Duration.ofSeconds(60)));

    Response answer = mapper.toResponse(new EngineRefusedException(limited));

    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeaderString("Retry-After")).isEqualTo("60");
  }

  @Test
  void anUnknownOutcomeIs503AndAPlainRefusalIs502() {
    Response away = mapper.toResponse(
        new EngineUnavailableException(EngineTrouble.of(Kind.NO_ANSWER, "QStash gave no answer")));
    Response refused = mapper.toResponse(new EngineRefusedException("the engine said no"));

    assertThat(away.getStatus()).isEqualTo(503);
    assertThat(refused.getStatus()).isEqualTo(502);
    assertThat(((Problem) refused.getEntity()).detail()).isEqualTo("the engine said no");
  }
}
