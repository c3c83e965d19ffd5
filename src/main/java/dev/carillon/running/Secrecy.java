package dev.carillon.running;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.carillon.run.ErrorType;
import dev.carillon.run.RunError;
import dev.carillon.run.Visit.LogLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The secrets of one walk, so that they can be taken out of whatever comes back from outside: however
 * they are spelled, and of what was cut also the beginning or the end. What has been seen is hidden to
 * the end of the walk, also after the secret was replaced. Shared by its branches.
 */
final class Secrecy {
  private static final String MASK = "***";

  /** With so few digits behind the E that its value is at hand. */
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,1000}(?:\\.\\d{1,1000})?(?:[eE][-+]?\\d{1,3})?");

  private final Secrets secrets;
  private final Patience patience;
  private final Set<String> hidden = new HashSet<>();
  private final Set<BigDecimal> numbers = new HashSet<>();
  private final List<Needle> needles = new ArrayList<>();
  private volatile Optional<Haystack> haystack = Optional.empty();

  Secrecy(Secrets secrets, Patience patience) {
    this.secrets = secrets;
    this.patience = patience;
  }

  /** Hides the secrets of these names, as far as they can be read. */
  void expect(Set<String> names) {
    for (String name : names) {
      try {
        patience.get(() -> secrets.find(name)).ifPresent(this::hideAll);
      } catch (UnreadableSecretException nobodyReadsIt) {
        // A call that asks for it will tell.
      }
    }
  }

  /** Fetches secrets for an expression. */
  Map<String, JsonNode> reveal(Set<String> names) {
    Map<String, JsonNode> values = new HashMap<>();
    for (String name : names) {
      JsonNode value = value(name);
      hideAll(value);
      values.put(name, value);
    }
    return values;
  }

  private JsonNode value(String name) {
    try {
      return patience
          .get(() -> secrets.find(name))
          .orElseThrow(() -> failed(ErrorType.AUTHORIZATION, Secrets.missing(name)));
    } catch (UnreadableSecretException locked) {
      throw failed(ErrorType.CONFIGURATION, locked.getMessage());
    }
  }

  private static TaskFailedException failed(ErrorType type, String detail) {
    return new TaskFailedException(RunError.of(type, detail));
  }

  private void hideAll(JsonNode value) {
    if (value.isValueNode()) {
      hide(value.asText());
    }
    value.forEach(this::hideAll);
  }

  /** Takes a text that must not be told; one of less than four characters is told. */
  synchronized void hide(String text) {
    if (text.length() >= Spellings.SHORTEST && hidden.add(text)) {
      if (NUMBER.matcher(text).matches()) {
        hideNumber(magnitude(new BigDecimal(text)));
      }
      needles.addAll(Spellings.of(text));
      haystack = Optional.of(new Haystack(needles));
    }
  }

  /** Of {@code 0001} the text is hidden and the number is told, as each one of so few digits is. */
  private void hideNumber(BigDecimal number) {
    if (number.toPlainString().length() >= Spellings.SHORTEST) {
      numbers.add(number);
    }
  }

  /** Returns the text without them. */
  String masked(String text) {
    return masked(text, Cut.NOWHERE);
  }

  private String masked(String text, Cut cut) {
    if (haystack.isEmpty() || text.length() < Spellings.SHORTEST) {
      return text;
    }
    char[] characters = text.toCharArray();
    BitSet found = haystack.get().found(characters, cut);
    return found.isEmpty() ? text : without(found, characters);
  }

  private static String without(BitSet found, char[] text) {
    StringBuilder rest = new StringBuilder(text.length);
    int at = 0;
    while (at < text.length) {
      int next = found.nextSetBit(at);
      int end = next < 0 ? text.length : next;
      rest.append(text, at, end - at);
      if (next >= 0) {
        rest.append(MASK);
        end = found.nextClearBit(next);
      }
      at = end;
    }
    return rest.toString();
  }

  /** Returns the bytes without them, with three stars in their places. */
  byte[] masked(byte[] bytes) {
    return masked(new String(bytes, ISO_8859_1)).getBytes(ISO_8859_1);
  }

  /** Returns the value without them. */
  JsonNode masked(JsonNode value) {
    if (haystack.isEmpty()) {
      return value;
    }
    if (value.isTextual()) {
      String masked = masked(value.textValue());
      return masked.equals(value.textValue()) ? value : TextNode.valueOf(masked);
    }
    if (value.isNumber()) {
      return isHidden(value) ? TextNode.valueOf(MASK) : value;
    }
    if (value.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      value.forEach(it -> array.add(masked(it)));
      return array;
    }
    if (value.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      value.properties().forEach(it -> object.set(masked(it.getKey()), masked(it.getValue())));
      return object;
    }
    return value.isBinary() || value.isPojo() ? masked(TextNode.valueOf(value.asText())) : value;
  }

  private synchronized boolean isHidden(JsonNode number) {
    boolean isOne = !number.isDouble() || Double.isFinite(number.doubleValue());
    return !numbers.isEmpty() && isOne && numbers.contains(magnitude(number.decimalValue()));
  }

  /** However it is written, with its sign or without. */
  private static BigDecimal magnitude(BigDecimal number) {
    return number.abs().stripTrailingZeros();
  }

  /** Returns the error without them. */
  RunError masked(RunError error) {
    return new RunError(
        masked(error.type()),
        error.status(),
        masked(error.title(), Cut.AT_ITS_ENDS),
        error.detail().map(it -> masked(it, Cut.AT_ITS_ENDS)),
        error.instance(),
        error.retryAfter());
  }

  /** Returns the lines without them. */
  List<LogLine> masked(List<LogLine> log) {
    return List.copyOf(log).stream()
        .map(it -> new LogLine(it.at(), it.level(), masked(it.text(), Cut.AT_ITS_ENDS)))
        .toList();
  }

  /**
   * Returns what an expression complained of without them: it may have quoted a word of a value, so
   * whatever begins like one is taken out.
   */
  ExpressionException masked(ExpressionException broken) {
    return new ExpressionException(masked(broken.getMessage(), Cut.ANYWHERE));
  }
}
