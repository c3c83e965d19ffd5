package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.run.RunError;
import dev.carillon.workflow.WorkflowId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RaiseTest extends InHouse {
  private WorkflowId raising() {
    return house.save(
        "raise",
        "1.0.0",
        "- stop: {raise: {error: {type: '${ .kind }', status: 409, title: Stop}}}\n",
        "  metadata: { carillon: { retries: 0 } }\n");
  }

  private RunError raised(WorkflowId id, String kind) {
    return house.ended(id, "{\"kind\":" + kind + "}").error().orElseThrow();
  }

  @Test
  void aTypeThatIsNoUriIsAnErrorOfTheExpression() {
    WorkflowId id = raising();
    Map<String, String> yielded = new LinkedHashMap<>();
    yielded.put("\"sold out\"", "the text \"sold out\"");
    yielded.put("\"sold-out\"", "the text \"sold-out\"");
    yielded.put("\"/errors/sold-out\"", "the text \"/errors/sold-out\"");
    yielded.put("\"http://a b/\"", "the text \"http://a b/\"");
    yielded.put("\"https://a/\\u202eb\"", "a text");
    yielded.put("\"\"", "an empty text");
    yielded.put("7", "the number 7");
    yielded.put("[]", "an array");
    yielded.put("null", "null");

    yielded.forEach((kind, told) -> {
      RunError error = raised(id, kind);
      assertThat(error.type()).endsWith("/expression");
      assertThat(error.detail())
          .contains("the type of an error is a URI, as https://shop.example.com/errors/closed, and"
              + " its expression yields " + told);
    });
  }

  @Test
  void aTypeThatIsOneIsTheErrors() {
    WorkflowId id = raising();

    for (String uri :
        List.of("https://shop.example.com/sold-out", "urn:shop:x", "https://a/день")) {
      assertThat(raised(id, "\"" + uri + "\"").type()).isEqualTo(uri);
    }
  }
}
