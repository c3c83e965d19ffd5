package dev.carillon.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.web.FakeCarillon.Reply;
import java.util.Map;

/** Who changed what in the {@link FakeTown}, page by page. */
final class FakeChanges {
  private FakeChanges() {}

  /** Returns a page of so many at most of what is asked about. */
  static Reply of(JsonNode all, Map<String, String> asked, int longest) {
    long after = Long.parseLong(asked.getOrDefault("after", "9999"));
    int limit = Math.min(longest, Integer.parseInt(asked.getOrDefault("limit", "50")));
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ArrayNode items = page.putArray("items");
    for (JsonNode one : all) {
      if (isMeant(one, asked.get("object"), after)) {
        if (items.size() == limit) {
          page.put("next", items.get(limit - 1).path("id").asText());
          break;
        }
        items.add(one);
      }
    }
    return Reply.json(200, page);
  }

  private static boolean isMeant(JsonNode one, String object, long after) {
    return one.path("object").asText().equalsIgnoreCase(object)
        && one.path("id").asLong() < after;
  }
}
