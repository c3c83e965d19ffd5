package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.lang.reflect.Field;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.internal.misc.Pair;
import net.thisptr.jackson.jq.internal.tree.literal.ValueLiteral;

/**
 * The whole numbers of an expression that are beyond 64 bits, which the library's parser does not
 * know. It is given fractions in their place, just as long so that no place moves, and in its tree
 * these become the numbers again.
 */
final class LargeNumbers {
  private static final int MAX_DIGITS = 1000;
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final Pattern SUSPECT = Pattern.compile("[0-9]{19}");

  /** A fraction of 19 characters that nobody writes, before more zeros: the shortest is as long. */
  private static final String MARK = "7.1361%08d%se-297";

  private static final int SHORTEST = 19;

  private final Map<String, String> written = new HashMap<>();
  private final Map<JsonNode, JsonNode> meant = new HashMap<>();
  private final String marked;

  /**
   * Finds them.
   *
   * @throws InvalidExpressionException if one is longer than any number may be
   */
  LargeNumbers(String text) {
    this.marked = SUSPECT.matcher(text).find() ? marked(text) : text;
  }

  /** Returns the text that the parser can read. */
  String marked() {
    return marked;
  }

  /** Returns words of the parser with the numbers as they were written. */
  String told(String words) {
    String told = words;
    for (Map.Entry<String, String> each : written.entrySet()) {
      told = told.replace(each.getKey(), each.getValue());
    }
    return told;
  }

  private String marked(String text) {
    StringBuilder marks = new StringBuilder(text);
    for (ExpressionWords.Word word : ExpressionWords.of(text)) {
      if (word.isWhole() && isLarge(word.text())) {
        if (word.text().length() > MAX_DIGITS) {
          throw new InvalidExpressionException(
              "a number has at most " + MAX_DIGITS + " digits; write it with an exponent",
              word.start());
        }
        marks.replace(word.start(), word.end(), mark(word.text()));
      }
    }
    return marks.toString();
  }

  private static boolean isLarge(String digits) {
    return digits.length() >= SHORTEST && new BigInteger(digits).compareTo(LARGEST) > 0;
  }

  private String mark(String digits) {
    String mark =
        String.format(Locale.ROOT, MARK, written.size(), "0".repeat(digits.length() - SHORTEST));
    written.put(mark, digits);
    meant.put(
        DoubleNode.valueOf(Double.parseDouble(mark)),
        BigIntegerNode.valueOf(new BigInteger(digits)));
    return mark;
  }

  /** Puts the numbers into the tree of the marked text. */
  void restore(Object tree) {
    if (!meant.isEmpty()) {
      restore(tree, Collections.newSetFromMap(new IdentityHashMap<>()));
    }
  }

  private void restore(Object part, Set<Object> seen) {
    if (part instanceof List<?> parts) {
      parts.forEach(it -> restore(it, seen));
    } else if (part instanceof Pair<?, ?> pair) {
      restore(pair._1, seen);
      restore(pair._2, seen);
    } else if (ExpressionTree.isNode(part) && seen.add(part)) {
      for (Field field : ExpressionTree.fields(part)) {
        Object value = ExpressionTree.get(part, field);
        if (part instanceof ValueLiteral && meant.containsKey(value)) {
          ExpressionTree.set(part, field, meant.get(value));
        } else {
          restore(value, seen);
        }
      }
    }
  }
}
