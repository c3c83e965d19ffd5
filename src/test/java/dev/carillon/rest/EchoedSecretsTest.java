package dev.carillon.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.run.Run;
import dev.carillon.run.RunState;
import dev.carillon.testing.TargetAnswer;
import dev.carillon.testing.TargetRequest;
import dev.carillon.testing.TargetServer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A search for what an author's expressions made of a secret, and another server says back, in all
 * that is kept and told, down to what is Base64 there.
 */
class EchoedSecretsTest {
  private static final String SECRET = "passwörtchen?'geheim'&\"18/15\"";
  private static final List<String> TRACES =
      List.of("passw", "PASSW", "rtch", "RTCH", "geheim", "GEHEIM", "70617373", "18/15");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{8,}");

  private final ObjectMapper json = new ObjectMapper();

  @RegisterExtension
  final SecretsServer server = new SecretsServer();

  @BeforeEach
  void open() throws Exception {
    server.put("word", "text/plain; charset=utf-8", SECRET);
  }

  private static TargetAnswer echo(TargetRequest request) {
    String all = request.target() + " " + request.header("Authorization") + " "
        + request.header("X-Own") + " " + request.text();
    return request.target().startsWith("/json")
        ? TargetAnswer.of(
                200, new ObjectMapper().createObjectNode().put("echo", all).toString())
            .with("Content-Type", "application/json")
        : TargetAnswer.of(200, all);
  }

  private Run run(String name, String tasks) {
    try (TargetServer target = TargetServer.thatAnswers(EchoedSecretsTest::echo)) {
      var id = server.save(name, "[word]", tasks.replace("$AT", target.uri("") + ""));
      return server.ended(server.house.start(id, "{}"));
    }
  }

  private JsonNode output(Run run, int step) throws Exception {
    return server.get("runs/" + run.id() + "/steps").at("/items/" + step + "/output");
  }

  private void assertNothingIsTold(Run run) throws Exception {
    List<String> told = new ArrayList<>(server.tables());
    told.add(server.get("runs/" + run.id()).toString());
    told.add(server.get("runs/" + run.id() + "/steps").toString());
    told.addAll(server.files());
    assertThat(told.stream().filter(it -> tells(it, 0)).map(EchoedSecretsTest::shown))
        .isEmpty();
  }

  /** Looks through Base64 too, wherever it may begin. */
  private static boolean tells(String text, int depth) {
    return TRACES.stream().anyMatch(text::contains)
        || depth < 2
            && BASE64.matcher(text).results().anyMatch(found -> {
              String plain = found.group().replace('-', '+').replace('_', '/');
              for (int from = 0; from < 4; from++) {
                int length = (plain.length() - from) / 4 * 4;
                String part = plain.substring(from, from + length);
                if (tells(new String(Base64.getDecoder().decode(part), UTF_8), depth + 1)) {
                  return true;
                }
              }
              return false;
            });
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(2_000, text.length()));
  }

  @Test
  void aHeaderThatIsBuiltByHandIsMaskedInTheTextAndInTheBytesOfTheAnswer() throws Exception {
    Run run = run("by-hand", """
        - raw:
            call: http
            with:
              method: get
              endpoint: $AT/raw
              headers: {Authorization: '${ "Basic " + ("ada:" + $secrets.word | @base64) }'}
              output: raw
        - text:
            call: http
            with:
              method: get
              endpoint: $AT/text
              headers: {Authorization: '${ "Basic " + ("ada:" + $secrets.word | @base64) }'}
        - json:
            call: http
            with:
              method: post
              endpoint: $AT/json
              body: {a: "${ $secrets.word }", b: '${ {c: $secrets.word} | tojson | @base64 }'}
              output: raw
        - read: {set: '${ $steps.json | @base64d | fromjson | .echo }'}
        """);

    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.SUCCEEDED);
    assertThat(new String(Base64.getDecoder().decode(output(run, 0).textValue()), UTF_8))
        .isEqualTo("/raw Basic YWRhO***  ");
    assertThat(output(run, 1).textValue()).isEqualTo("/text Basic YWRhO***  ");
    assertThat(output(run, 3).textValue())
        .isEqualTo("/json   {\"a\":\"***\",\"b\":\"eyJjIjoi***ifQ==\"}");
    assertNothingIsTold(run);
  }

  @Test
  void whatTheFormatsOfJqMakeOfItIsMaskedWhereverItComesBack() throws Exception {
    Run run = run("formats", """
        - send:
            call: http
            with:
              method: post
              endpoint: $AT/text
              query: {a: "${ $secrets.word }", b: "${ $secrets.word | @uri }"}
              headers: {X-Own: "${ $secrets.word | @base64 | @base64 }"}
              body: ALL
              output: response
            export: {as: "${ . }"}
        - bytes:
            call: http
            with: {method: post, endpoint: $AT/json, body: ALL, output: raw}
        - note: {call: log, with: {message: ALL}}
        - one: {call: log, with: {message: '${ "x " + ($secrets.word | @base64 | @uri) }'}}
        - stop:
            raise:
              error: {type: 'https://example.com/no', status: 500, title: '${ $context | tojson | .[:100] }', detail: "${ $context | tojson }"}
        """.replace("ALL", """
            '${ $secrets.word | [., tojson, (tojson | tojson), (tojson | tojson | tojson), @uri, (@uri | @uri), @html,
                  (@html | @html), @sh, @json, @text, @base64, (@base64 | @base64), ([.] | @csv), ([.] | @tsv),
                  ascii_upcase, ascii_downcase, ("x" + . | @base64), ("xy" + . + "z" | @base64),
                  ({a: {b: .}} | tojson | @base64), (@uri | @base64)] }'
            """.replaceAll("\\s+", " ").strip()));

    assertThat(run.error().get().type()).as(run.toString()).isEqualTo("https://example.com/no");
    assertThat(run.error().get().detail().get()).contains("***");
    assertNothingIsTold(run);
  }

  @Test
  void anErrorThatQuotesOnlyItsBeginningTellsNothing() throws Exception {
    server.put("word", "text/plain; charset=utf-8", "passwörtchen-geheim");

    Run run = run("cut", """
        - number:
            try: [{t: {call: log, with: {message: "${ $secrets.word * {} }"}}}]
            catch: {do: [{tell: {set: "${ $error.detail }"}}]}
        - object:
            try: [{t: {call: log, with: {message: "${ {a: $secrets.word} | tonumber }"}}}]
            catch: {do: [{tell: {set: "${ $error.detail }"}}]}
        - twice:
            try: [{t: {call: log, with: {message: "${ ($secrets.word | tojson) * {} }"}}}]
            catch: {do: [{tell: {set: "${ $error.detail }"}}]}
        - encoded:
            try: [{t: {call: log, with: {message: "${ ($secrets.word | @uri) * {} }"}}}]
            catch: {do: [{tell: {set: "${ $error.detail }"}}]}
        - code:
            try: [{t: {call: log, with: {message: "${ ($secrets.word | @base64) * {} }"}}}]
            catch: {do: [{tell: {set: "${ $error.detail }"}}]}
        - last: {call: log, with: {message: '${ $secrets.word | error }'}}
        """);

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(server.get("runs/" + run.id() + "/steps").toString())
        .contains("string (\\\"***...)", "object ({")
        .doesNotContain("%C3");
    assertNothingIsTold(run);
  }
}
