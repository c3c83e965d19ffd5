package dev.carillon.language;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParser;

/** Compiles expressions, each text once. May be shared by threads. */
final class ExpressionCompiler {
  private static final int REMEMBERED = 2000;
  private static final int MAX_LENGTH = 10_000;

  private final Map<String, CompiledExpression> compiled = new ConcurrentHashMap<>();

  /**
   * Compiles the text between <code>${</code> and <code>}</code>.
   *
   * @throws InvalidExpressionException if it is no jq
   */
  CompiledExpression compile(String text) {
    CompiledExpression before = compiled.get(text);
    if (before != null) {
      return before;
    }
    if (compiled.size() >= REMEMBERED) {
      compiled.clear();
    }
    CompiledExpression made = parsed(text);
    compiled.put(text, made);
    return made;
  }

  private static CompiledExpression parsed(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidExpressionException(
          "it is longer than " + MAX_LENGTH + " characters; make two steps of it", 0);
    }
    if (text.isBlank()) {
      throw new InvalidExpressionException("it is empty; write \".\" for the whole value", 0);
    }
    LargeNumbers large = new LargeNumbers(text);
    try {
      Expression tree = ExpressionParser.compile(large.marked(), Builtins.VERSION);
      large.restore(tree);
      ExpressionNames names = ExpressionNames.of(tree);
      return new CompiledExpression(text, Guarding.guard(tree), names);
    } catch (JsonQueryException wrong) {
      InvalidExpressionException told = InvalidExpressionException.of(large.marked(), wrong);
      throw new InvalidExpressionException(large.told(told.getMessage()), told.offset());
    } catch (StackOverflowError tooDeep) {
      throw new InvalidExpressionException("it is nested too deep; make two steps of it", 0);
    }
  }
}
