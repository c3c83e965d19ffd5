package dev.carillon.schedule;

import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reckons an arithmetic expression over {@code retried}, while reading it. For one thread. */
final class Arithmetic {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(?:(\\d+(?:\\.\\d+)?)|([a-z]+)|([-+*/(),]))\\s*");
  private static final Map<String, DoubleUnaryOperator> OF_ONE = Map.of(
      "sqrt", Math::sqrt,
      "abs", Math::abs,
      "exp", Math::exp,
      "floor", Math::floor,
      "ceil", Math::ceil,
      "round", Math::rint);
  private static final Map<String, DoubleBinaryOperator> OF_TWO =
      Map.of("pow", Math::pow, "min", Math::min, "max", Math::max);

  private final String text;
  private final Matcher tokens;
  private double retried;
  private int place;
  private String token = "";

  private Arithmetic(String text) {
    this.text = text;
    this.tokens = TOKEN.matcher(text);
  }

  static Arithmetic of(String text) {
    return new Arithmetic(text);
  }

  /**
   * Returns the value.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  double value(int retries) {
    retried = retries;
    place = 0;
    next();
    double value = sum();
    if (!token.isEmpty()) {
      throw wrong();
    }
    return value;
  }

  private double sum() {
    double value = product();
    while (token.equals("+") || token.equals("-")) {
      boolean plus = take().equals("+");
      double right = product();
      value = plus ? value + right : value - right;
    }
    return value;
  }

  private double product() {
    double value = factor();
    while (token.equals("*") || token.equals("/")) {
      boolean times = take().equals("*");
      double right = factor();
      value = times ? value * right : value / right;
    }
    return value;
  }

  private double factor() {
    String taken = take();
    if (taken.equals("-")) {
      return -factor();
    }
    if (taken.equals("(")) {
      double value = sum();
      expect(")");
      return value;
    }
    if (taken.equals("retried")) {
      return retried;
    }
    if (OF_ONE.containsKey(taken)) {
      expect("(");
      double value = OF_ONE.get(taken).applyAsDouble(sum());
      expect(")");
      return value;
    }
    return OF_TWO.containsKey(taken) ? ofTwo(OF_TWO.get(taken)) : number(taken);
  }

  private double ofTwo(DoubleBinaryOperator function) {
    expect("(");
    double left = sum();
    expect(",");
    double right = sum();
    expect(")");
    return function.applyAsDouble(left, right);
  }

  private double number(String taken) {
    if (taken.isEmpty() || !Character.isDigit(taken.charAt(0))) {
      throw wrong();
    }
    return Double.parseDouble(taken);
  }

  private void expect(String wanted) {
    if (!take().equals(wanted)) {
      throw wrong();
    }
  }

  private String take() {
    String taken = token;
    next();
    return taken;
  }

  private void next() {
    if (place >= text.length()) {
      token = "";
      return;
    }
    tokens.region(place, text.length());
    if (!tokens.lookingAt()) {
      throw wrong();
    }
    token = tokens.group().strip();
    place = tokens.end();
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException("retryDelay \"" + text + "\" cannot be reckoned; write"
        + " milliseconds over retried, like 1000 * (1 + retried) or pow(2, retried) * 1000");
  }
}
