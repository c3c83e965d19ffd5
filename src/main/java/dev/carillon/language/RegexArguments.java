package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.exception.JsonQueryTypeException;

/** Reads what is handed to the functions that match. */
final class RegexArguments {
  private RegexArguments() {}

  static String text(String function, JsonNode value) throws JsonQueryException {
    if (!value.isTextual()) {
      throw new JsonQueryTypeException("%s cannot be matched, as it is not a string", value);
    }
    return value.textValue();
  }

  static String flags(JsonNode value) throws JsonQueryException {
    return value.isNull() ? "" : text("flags", value);
  }
}
