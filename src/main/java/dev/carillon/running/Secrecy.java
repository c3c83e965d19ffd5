package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.carillon.run.ErrorType;
import dev.carillon.run.RunError;
import dev.carillon.run.Visit.LogLine;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * The secrets of one walk, so that they can be taken out of whatever comes back from outside: in
 * every spelling, and of what was cut off in the middle also the beginning. What has been seen is
 * hidden to the end of the walk, also after the secret was replaced. Shared by its branches.
 */
final class Secrecy {
  private static final String MASK = "***";
  private static final List<String> CUT = List.of("…", "...");

  private final Secrets secrets;
  private final Patience patience;
  private final Set<String> hidden = new HashSet<>();
  private volatile List<String> spellings = List.of();

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
      Set<String> all = new HashSet<>(spellings);
      all.addAll(Spellings.of(text));
      spellings = all.stream()
          .sorted(Comparator.comparingInt(String::length).reversed())
          .toList();
    }
  }

  /** Returns the text without them. */
  String masked(String text) {
    String masked = text;
    for (String secret : spellings) {
      masked = masked.replace(secret, MASK);
    }
    return masked;
  }

  /** Returns a text that somebody may have cut, without them and without their beginnings. */
  private String maskedCut(String text) {
    return withoutBeginnings(text, Secrecy::isCutOff);
  }

  private String withoutBeginnings(String text, BiPredicate<String, Integer> endsThere) {
    String masked = masked(text);
    for (String secret : spellings) {
      masked = withoutBeginnings(masked, secret, endsThere);
    }
    return masked;
  }

  private static String withoutBeginnings(
      String text, String secret, BiPredicate<String, Integer> endsThere) {
    String head = secret.substring(0, Spellings.SHORTEST);
    String rest = text;
    for (int at = rest.indexOf(head); at >= 0; at = rest.indexOf(head, at + 1)) {
      int end = at + alike(rest, at, secret);
      if (endsThere.test(rest, end)) {
        rest = rest.substring(0, at) + MASK + rest.substring(end);
      }
    }
    return rest;
  }

  private static boolean isCutOff(String text, int end) {
    return end == text.length() || CUT.stream().anyMatch(it -> text.startsWith(it, end));
  }

  private static int alike(String text, int at, String secret) {
    int length = 0;
    while (length < secret.length()
        && at + length < text.length()
        && text.charAt(at + length) == secret.charAt(length)) {
      length++;
    }
    return length;
  }

  /** Returns the value without them. */
  JsonNode masked(JsonNode value) {
    if (spellings.isEmpty()) {
      return value;
    }
    if (value.isTextual()) {
      String masked = masked(value.textValue());
      return masked.equals(value.textValue()) ? value : TextNode.valueOf(masked);
    }
    if (value.isNumber()) {
      return hidden(value.asText()) ? TextNode.valueOf(MASK) : value;
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

  private synchronized boolean hidden(String text) {
    return hidden.contains(text);
  }

  /** Returns the error without them. */
  RunError masked(RunError error) {
    return new RunError(
        masked(error.type()),
        error.status(),
        maskedCut(error.title()),
        error.detail().map(this::maskedCut),
        error.instance(),
        error.retryAfter());
  }

  /** Returns the lines without them. */
  List<LogLine> masked(List<LogLine> log) {
    return List.copyOf(log).stream()
        .map(it -> new LogLine(it.at(), it.level(), maskedCut(it.text())))
        .toList();
  }

  /**
   * Returns what an expression complained of without them: it may have quoted a word of a value, so
   * whatever begins like one is taken out.
   */
  ExpressionException masked(ExpressionException broken) {
    return new ExpressionException(withoutBeginnings(broken.getMessage(), (text, end) -> true));
  }
}
