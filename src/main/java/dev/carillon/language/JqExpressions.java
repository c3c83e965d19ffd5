package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.running.ExpressionException;
import dev.carillon.running.Expressions;
import dev.carillon.running.Scope;
import dev.carillon.workflow.Template;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Optional;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * Expressions in jq 1.7, as jackson-jq speaks it, within limits of time, size and depth.
 *
 * <p>A value may share parts with what the scope holds, so neither may be changed. Nothing of the
 * environment, no file and no other input can be reached from an expression.
 */
public final class JqExpressions implements Expressions {
  private final ExpressionCompiler compiler = new ExpressionCompiler();
  private final DeepStack deep = new DeepStack();
  private final Builtins builtins;
  private final ExpressionLimits limits;

  /** Makes it with the limits that are usual; the clock is what {@code now} tells. */
  public JqExpressions(Clock clock) {
    this(clock, ExpressionLimits.DEFAULT);
  }

  /** Makes it with limits of its own. */
  public JqExpressions(Clock clock, ExpressionLimits limits) {
    this.builtins = new Builtins(clock);
    this.limits = limits;
  }

  @Override
  public JsonNode evaluate(Template template, Scope scope) {
    try {
      return within(template, scope);
    } catch (StackOverflowError tooDeep) {
      return deep.call(() -> deeper(template, scope));
    }
  }

  private JsonNode deeper(Template template, Scope scope) {
    try {
      return within(template, scope);
    } catch (StackOverflowError tooDeep) {
      throw failed(template, "it calls itself too often");
    }
  }

  private JsonNode within(Template template, Scope scope) {
    try (Budget budget = Budget.start(limits)) {
      JsonNode value = filled(template.json(), scope);
      if (value != template.json() && value != scope.dot()) {
        admit(value, template, budget);
      }
      return value;
    }
  }

  private static void admit(JsonNode value, Template template, Budget budget) {
    try {
      budget.admit(value);
    } catch (LimitExceededException tooMuch) {
      throw failed(template, tooMuch.getMessage());
    }
    if (!isFinite(value)) {
      throw failed(template, "it yields a number that JSON does not have");
    }
  }

  private static boolean isFinite(JsonNode value) {
    if (value.isDouble() || value.isFloat()) {
      return Double.isFinite(value.doubleValue());
    }
    for (JsonNode item : value) {
      if (!isFinite(item)) {
        return false;
      }
    }
    return true;
  }

  private JsonNode filled(JsonNode template, Scope scope) {
    if (template.isTextual()) {
      return Brackets.content(template.textValue())
          .map(text -> yielded(text, scope))
          .orElse(template);
    }
    if (template.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      template.properties().forEach(it -> object.set(it.getKey(), filled(it.getValue(), scope)));
      return object;
    }
    if (template.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      template.forEach(it -> array.add(filled(it, scope)));
      return array;
    }
    return template;
  }

  private JsonNode yielded(String text, Scope scope) {
    try {
      CompiledExpression expression = compiler.compile(text);
      var jq = builtins.newScope();
      scope.variables().forEach(jq::setValue);
      if (expression.names().variables().contains("steps")) {
        jq.setValue("steps", object(scope.steps().apply(expression.names().steps())));
      }
      if (!expression.names().secrets().isEmpty()) {
        jq.setValue("secrets", object(scope.secrets().apply(expression.names().secrets())));
      }
      return first(expression, jq, scope.dot());
    } catch (LimitExceededException | InvalidExpressionException wrong) {
      throw failed(text, wrong.getMessage());
    } catch (JsonQueryException wrong) {
      throw failed(text, told(wrong));
    } catch (IllegalArgumentException
        | ClassCastException
        | NullPointerException
        | IndexOutOfBoundsException
        | ArithmeticException
        | DateTimeException unforeseen) {
      // Of the library. Its message may quote a value, which may be a secret.
      throw failed(text, "it broke (" + unforeseen.getClass().getSimpleName() + ")");
    }
  }

  /** The library wraps what befell behind a function that makes text. */
  private static String told(JsonQueryException wrong) {
    if (wrong.getCause() instanceof NumberFormatException) {
      return "a text that is not written as a number is to become one";
    }
    if (wrong.getCause() instanceof JsonQueryException inner) {
      return told(inner);
    }
    return Optional.ofNullable(wrong.getOriginalMessage()).orElse("it broke");
  }

  private static JsonNode first(
      CompiledExpression expression, net.thisptr.jackson.jq.Scope jq, JsonNode dot)
      throws JsonQueryException {
    JsonNode[] first = {null};
    try {
      expression.guarded().apply(jq, dot, value -> {
        if (first[0] != null) {
          throw Enough.ENOUGH;
        }
        first[0] = value;
      });
    } catch (Enough itIsHere) {
      return first[0];
    } catch (JsonQueryException wrong) {
      if (first[0] == null) {
        throw wrong;
      }
    }
    return first[0] == null ? NullNode.getInstance() : first[0];
  }

  private static ObjectNode object(Map<String, JsonNode> members) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    members.forEach(object::set);
    return object;
  }

  private static ExpressionException failed(Template template, String why) {
    String text = template.toString();
    return Brackets.content(text)
        .map(it -> failed(it, why))
        .orElse(new ExpressionException(
            "the expressions in " + Brackets.abbreviated(text) + " failed: " + why));
  }

  private static ExpressionException failed(String text, String why) {
    return new ExpressionException(
        "the expression ${ " + Brackets.abbreviated(text.strip()) + " } failed: " + why);
  }

  /** Ends an evaluation at its second value: only the first counts. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;
    static final Enough ENOUGH = new Enough();

    private Enough() {
      super(null, null, false, false);
    }
  }
}
