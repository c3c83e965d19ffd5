package dev.carillon.testing.qstash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * {@code Upstash-Retry-Delay}: an arithmetic expression in milliseconds, in which {@code retried} is 0
 * when the first retry is computed.
 */
final class RetryDelay {
  private static final double LONGEST_MILLIS = 86_400_000;

  private final String text;
  private final double retried;
  private int at;

  private RetryDelay(String text, int retried) {
    this.text = text.replaceAll("\\s+", "");
    this.retried = retried;
  }

  /** Returns the wait; at least nothing and at most a day. */
  static Duration of(String expression, int retried) {
    RetryDelay reading = new RetryDelay(expression, retried);
    double millis = reading.sum();
    if (reading.at < reading.text.length()) {
      throw reading.wrong();
    }
    if (Double.isNaN(millis)) {
      throw reading.wrong();
    }
    return Duration.ofMillis(Math.round(Math.min(LONGEST_MILLIS, Math.max(0, millis))));
  }

  private double sum() {
    double sum = product();
    while (true) {
      if (took('+')) {
        sum += product();
      } else if (took('-')) {
        sum -= product();
      } else {
        return sum;
      }
    }
  }

  private double product() {
    double product = factor();
    while (true) {
      if (took('*')) {
        product *= factor();
      } else if (took('/')) {
        product /= factor();
      } else {
        return product;
      }
    }
  }

  private double factor() {
    if (took('-')) {
      return -factor();
    }
    if (took('(')) {
      double inner = sum();
      expect(')');
      return inner;
    }
    String word = word();
    if (word.isEmpty()) {
      throw wrong();
    }
    if (Character.isDigit(word.charAt(0)) || word.charAt(0) == '.') {
      return number(word);
    }
    return word.equals("retried") ? retried : call(word);
  }

  private double call(String function) {
    expect('(');
    List<Double> arguments = new ArrayList<>(List.of(sum()));
    while (took(',')) {
      arguments.add(sum());
    }
    expect(')');
    return switch (function) {
      case "sqrt" -> one(arguments, Math::sqrt);
      case "abs" -> one(arguments, Math::abs);
      case "exp" -> one(arguments, Math::exp);
      case "floor" -> one(arguments, Math::floor);
      case "ceil" -> one(arguments, Math::ceil);
      case "round" -> one(arguments, Math::round);
      case "pow" -> Math.pow(two(arguments).get(0), arguments.get(1));
      case "min" -> Math.min(two(arguments).get(0), arguments.get(1));
      case "max" -> Math.max(two(arguments).get(0), arguments.get(1));
      default -> throw wrong();
    };
  }

  private double one(List<Double> arguments, DoubleUnaryOperator function) {
    if (arguments.size() != 1) {
      throw wrong();
    }
    return function.applyAsDouble(arguments.get(0));
  }

  private List<Double> two(List<Double> arguments) {
    if (arguments.size() != 2) {
      throw wrong();
    }
    return arguments;
  }

  private double number(String word) {
    if (!word.matches("\\d+(\\.\\d+)?|\\.\\d+")) {
      throw wrong();
    }
    return Double.parseDouble(word);
  }

  private String word() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    return text.substring(start, at);
  }

  private boolean took(char wanted) {
    boolean there = at < text.length() && text.charAt(at) == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char wanted) {
    if (!took(wanted)) {
      throw wrong();
    }
  }

  private RefusedCallException wrong() {
    return RefusedCallException.badRequest("invalid retry delay expression: " + text);
  }
}
