package dev.carillon.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.run.MessageId;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailureNoticeTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String BODY = """
      {"workflowId":"Nightly","trigger":"cron","source":"qstash","scheduleId":"carillon.nightly",
       "revision":3,"installation":"ours"}""";

  private final JsonBodies bodies = new JsonBodies(new ObjectMapper());

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static ObjectNode told() {
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    told.put("status", 500).put("retried", 3).put("maxRetries", 3);
    told.put("sourceMessageId", "msg_1").put("sourceBody", base64(BODY));
    told.put("body", base64("{\"verdict\":\"failed-retry\",\"detail\":\"a \\\"wall\\\" fell\"}"));
    told.put("url", "https://carillon.example/api/qstash/webhook");
    return told.put("createdAt", 1767225600000L).put("dlqId", "1767229400000-0");
  }

  private FailureNotice read(ObjectNode told) {
    return FailureNotice.read(bodies, told.toString().getBytes(UTF_8));
  }

  private GivenUp letter(ObjectNode told) {
    return read(told).letter("ours", Optional.empty(), NOW);
  }

  @Test
  void aNoticeSaysWhatWasGivenUpAndWhy() {
    assertThat(letter(told()))
        .isEqualTo(new GivenUp(
            Optional.of(new MessageId("msg_1")),
            Optional.of("1767229400000-0"),
            Optional.empty(),
            Optional.of(new WorkflowId("Nightly")),
            Optional.of(new ScheduleId("nightly")),
            Optional.of(500),
            Optional.of("a \"wall\" fell"),
            Optional.of(3),
            Optional.of(Instant.ofEpochMilli(1767225600000L)),
            Instant.ofEpochMilli(1767229400000L)));
  }

  @Test
  void timesMayBeTextsAndTheRestMayBeMissing() {
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    told.put("sourceMessageId", "msg_1").put("createdAt", "1767225600000");

    GivenUp letter = letter(told);

    assertThat(letter.madeAt()).contains(Instant.ofEpochMilli(1767225600000L));
    assertThat(letter.at()).isEqualTo(NOW);
    assertThat(letter.detail()).contains("nobody answered");
    assertThat(letter.status()).isEmpty();
    assertThat(letter.workflow()).isEmpty();
  }

  @Test
  void aScheduleMadeByHandNamesItsWorkflowByTheAddress() {
    ObjectNode told = told().put("sourceBody", base64("any words"));
    told.put("url", "https://carillon.example/app/api/jobs/nightly?x=1");

    assertThat(letter(told).workflow()).contains(new WorkflowId("nightly"));
    assertThat(letter(told).schedule()).isEmpty();
  }

  @Test
  void whatStandsInFrontOfUsIsQuotedAndCut() {
    assertThat(letter(told().put("body", base64("<h1>Bad gateway</h1>"))).detail())
        .contains("<h1>Bad gateway</h1>");
    assertThat(letter(told().put("body", base64("x".repeat(5000)))).detail().orElseThrow())
        .hasSize(1001);
  }

  @Test
  void whoseMessageItWasIsToldByItsBody() {
    assertThat(read(told()).isOfAnother("ours")).isFalse();
    assertThat(read(told()).isOfAnother("theirs")).isTrue();
    assertThat(read(told().put("sourceBody", base64("{}"))).isOfAnother("ours")).isFalse();
  }

  @Test
  void onlyAMessageOfOursIsANudge() {
    String nudge = "{\"runId\":\"r\",\"installation\":\"ours\"}";

    assertThat(read(told()).isNudgeOf("ours")).isFalse();
    assertThat(read(told().put("sourceBody", base64(nudge))).isNudgeOf("ours")).isTrue();
    assertThat(read(told().put("sourceBody", base64("{\"runId\":\"r\"}"))).isNudgeOf("ours"))
        .isFalse();
  }

  @Test
  void aMessageThatNamesNoInstallationIsOfNoSchedule() {
    String byHand = BODY.replace(",\"installation\":\"ours\"", "");

    GivenUp letter = letter(told().put("sourceBody", base64(byHand)));

    assertThat(letter.schedule()).isEmpty();
    assertThat(letter.workflow()).contains(new WorkflowId("Nightly"));
  }

  @Test
  void anIdByWhichNothingCouldBeAskedForIsLeftOut() {
    for (String unusable : new String[] {"x".repeat(201), "a\0b", "a b", "é"}) {
      assertThat(letter(told().put("dlqId", unusable)).dlqId()).isEmpty();
    }
    assertThat(letter(told().put("dlqId", "x".repeat(200))).dlqId()).isPresent();
  }

  @Test
  void aTimeThatNeverComesIsLeftOut() {
    assertThat(letter(told().put("createdAt", 999_999_999_999_999L)).madeAt()).isEmpty();
  }

  @Test
  void aNoticeThatNamesNoMessageIsRefused() {
    assertThatThrownBy(() -> read(JsonNodeFactory.instance.objectNode()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FailureNotice.read(bodies, "[]".getBytes(UTF_8)))
        .isInstanceOf(InvalidBodyException.class);
    assertThatThrownBy(() -> FailureNotice.read(bodies, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatCannotBeDecodedIsAsIfItWereNotThere() {
    GivenUp letter = letter(told().put("sourceBody", "%%%").put("body", "%%%"));

    assertThat(letter.workflow()).isEmpty();
    assertThat(letter.detail()).contains("it was answered 500");
  }
}
