package dev.carillon.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.carillon.text.Reach;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads bodies that may be missing. */
final class JsonBodies {
  private final ObjectReader json;

  JsonBodies(ObjectMapper json) {
    this.json = json.readerFor(JsonNode.class)
        .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  }

  /**
   * Returns the value, or empty if there is no body.
   *
   * @throws InvalidBodyException if it is no JSON, or holds a number that no double holds
   */
  Optional<JsonNode> any(byte[] body) {
    if (body == null || new String(body, StandardCharsets.UTF_8).isBlank()) {
      return Optional.empty();
    }
    mustBeUtf8(body);
    try (JsonParser parser = Reach.both(json.createParser(body))) {
      JsonNode value = json.readTree(parser);
      return Optional.ofNullable(value).filter(it -> !it.isMissingNode());
    } catch (JsonProcessingException wrong) {
      throw InvalidBodyException.of(wrong, body);
    } catch (IOException impossible) {
      throw new IllegalStateException("bytes in memory can always be read", impossible);
    }
  }

  /** The parser takes overlong forms for what they stand for (RFC 3629, section 10). */
  private static void mustBeUtf8(byte[] body) {
    ByteBuffer bytes = ByteBuffer.wrap(body);
    CharBuffer text = CharBuffer.allocate(body.length);
    if (StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true).isError()) {
      String before = text.flip().toString();
      int line = (int) before.chars().filter(it -> it == '\n').count() + 1;
      String inLine = before.substring(before.lastIndexOf('\n') + 1);
      throw new InvalidBodyException(
          "the body is no JSON: it is not UTF-8 here; send it as UTF-8",
          line,
          inLine.codePointCount(0, inLine.length()) + 1);
    }
  }

  /**
   * Returns the object, or empty if there is no body.
   *
   * @throws InvalidBodyException if it is no JSON object
   */
  Optional<JsonNode> object(byte[] body) {
    Optional<JsonNode> value = any(body);
    if (value.filter(it -> !it.isObject()).isPresent()) {
      throw new InvalidBodyException("the body must be a JSON object", 1, 1);
    }
    return value;
  }

  /**
   * Makes sure that an object has no members but these.
   *
   * @throws InvalidParameterException if it has
   */
  static void allowOnly(JsonNode object, String... names) {
    object.fieldNames().forEachRemaining(name -> {
      if (!List.of(names).contains(name)) {
        throw new InvalidParameterException(
            name, "there is no field \"" + name + "\"; there are " + String.join(", ", names));
      }
    });
  }

  /**
   * Returns a text, or empty if it is missing or null.
   *
   * @throws InvalidParameterException if it is something else
   */
  static Optional<String> text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw new InvalidParameterException(name, name + " is a text");
    }
    return Optional.of(value.textValue());
  }
}
