package dev.carillon.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.running.Scope;
import java.util.Map;

/** What the expressions of the tests see, written in JSON with single quotes for double ones. */
final class Scopes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Scopes() {}

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(text, wrong);
    }
  }

  static Scope of(String dot) {
    return new Scope(json(dot), Map.of(), names -> Map.of(), names -> Map.of());
  }
}
