package dev.carillon.language;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.carillon.text.JsonFaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Reads JSON into values that know their places. YAML would nearly do, but JSON is indented by tabs
 * and escapes slashes, and YAML 1.1 knows neither.
 */
final class JsonText {
  private final SourceText source;
  private final Problems problems;
  private final TreeBuilder tree;

  JsonText(SourceText source, Problems problems) {
    this.source = source;
    this.problems = problems;
    this.tree = new TreeBuilder(problems);
  }

  /** Returns the value, or empty if there is none: the problems then say why. */
  Optional<Value> read() {
    try (JsonParser parser = new JsonFactory().createParser(source.text())) {
      while (parser.nextToken() != null) {
        if (tree.root().isPresent()) {
          problems.add(
              place(parser.currentTokenLocation()),
              Pointer.TOP,
              "a definition is one object, and this is more; leave the rest out");
          return Optional.empty();
        }
        if (!take(parser)) {
          return Optional.empty();
        }
      }
      return tree.root();
    } catch (JsonProcessingException wrong) {
      String told = "this is no JSON: " + JsonFaults.told(wrong);
      problems.add(place(wrong.getLocation()), tree.pointer(), told);
      return Optional.empty();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private boolean take(JsonParser parser) throws IOException {
    Place place = place(parser.currentTokenLocation());
    JsonToken token = parser.currentToken();
    switch (token) {
      case START_OBJECT, START_ARRAY -> {
        return tree.begin(token == JsonToken.START_OBJECT, place);
      }
      case END_OBJECT, END_ARRAY -> tree.end();
      case FIELD_NAME -> tree.key(parser.currentName(), place);
      case VALUE_STRING ->
        tree.scalar(
            TextNode.valueOf(parser.getText()), place, parser.getText(), Value.Style.QUOTED);
      default -> tree.scalar(scalar(parser, place), place, parser.getText(), Value.Style.PLAIN);
    }
    return true;
  }

  private JsonNode scalar(JsonParser parser, Place place) throws IOException {
    try {
      return Scalars.plain(parser.getText());
    } catch (IllegalArgumentException wrong) {
      problems.add(place, tree.pointer(), wrong.getMessage());
      return TextNode.valueOf(parser.getText());
    }
  }

  /** A number or a name that is too long is refused without a place. */
  private Place place(JsonLocation location) {
    if (location == null) {
      return new Place(1, 1);
    }
    int line = Math.max(1, location.getLineNr());
    String text = source.line(line);
    int chars = Math.max(0, Math.min(location.getColumnNr() - 1, text.length()));
    return new Place(line, text.codePointCount(0, chars) + 1);
  }
}
