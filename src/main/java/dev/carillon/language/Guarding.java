package dev.carillon.language;

import java.lang.reflect.Field;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.internal.IsolatedScopeQuery;
import net.thisptr.jackson.jq.internal.misc.Pair;
import net.thisptr.jackson.jq.internal.operators.BinaryOperator;
import net.thisptr.jackson.jq.internal.tree.ArrayConstruction;
import net.thisptr.jackson.jq.internal.tree.FormattingFilter;
import net.thisptr.jackson.jq.internal.tree.FunctionCall;
import net.thisptr.jackson.jq.internal.tree.NegativeExpression;
import net.thisptr.jackson.jq.internal.tree.ObjectConstruction;
import net.thisptr.jackson.jq.internal.tree.ReduceExpression;
import net.thisptr.jackson.jq.internal.tree.StringInterpolation;
import net.thisptr.jackson.jq.internal.tree.ThisObject;
import net.thisptr.jackson.jq.internal.tree.binaryop.BinaryOperatorExpression;
import net.thisptr.jackson.jq.internal.tree.binaryop.assignment.Assignment;
import net.thisptr.jackson.jq.internal.tree.binaryop.assignment.ComplexAssignment;
import net.thisptr.jackson.jq.internal.tree.binaryop.assignment.UpdateAssignment;
import net.thisptr.jackson.jq.internal.tree.fieldaccess.BracketFieldAccess;
import net.thisptr.jackson.jq.internal.tree.literal.ValueLiteral;

/**
 * Puts guards into the syntax tree of an expression, in place of each part and around it.
 *
 * <p>The library has no limits of its own and looks at no interruption. Wrapping its builtins alone
 * is not enough: {@code (1,1)|(1,1)|…} takes for ever, and {@code .+.|.+.|…} takes the whole heap,
 * without calling any.
 */
final class Guarding {
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private Guarding() {}

  /** Returns the same expression with guards in it. The tree that is given is changed. */
  static Expression guard(Expression root) {
    return new Guarding().guarded(root, Watch.TIME);
  }

  private Expression guarded(Expression part, Watch outer) {
    walk(part);
    Watch watch = outer == Watch.TIME && makesValue(part) ? Watch.VALUE : outer;
    boolean harmless =
        watch == Watch.TIME && (part instanceof ValueLiteral || part instanceof ThisObject);
    return harmless ? part : new GuardedExpression(ours(part), watch);
  }

  /** Returns what takes the place of a part that goes its own way; its own parts are guarded. */
  private static Expression ours(Expression part) {
    if (part instanceof UpdateAssignment) {
      return new Update(inner(part, "lhs"), inner(part, "rhs"));
    }
    return part instanceof NegativeExpression ? new Negated(inner(part, "value")) : part;
  }

  private static Expression inner(Expression part, String field) {
    return (Expression) ExpressionTree.get(part, field);
  }

  private void walk(Object node) {
    if (!ExpressionTree.isNode(node) || !seen.add(node)) {
      return;
    }
    for (Field field : ExpressionTree.fields(node)) {
      Object old = ExpressionTree.get(node, field);
      Object now = replacement(node, field, old);
      if (now != old) {
        ExpressionTree.set(node, field, now);
      }
    }
  }

  private Object replacement(Object owner, Field field, Object part) {
    if (part instanceof Expression expression) {
      Expression guarded = guarded(expression, watchOf(owner, field.getName()));
      return isPlace(owner, field.getName())
          ? new GuardedExpression(guarded, Watch.PLACE)
          : guarded;
    }
    if (part instanceof BinaryOperator operator) {
      return new GuardedOperator(operator);
    }
    if (part instanceof Pair<?, ?> pair) {
      return Pair.of(replacement(owner, field, pair._1), replacement(owner, field, pair._2));
    }
    if (part instanceof List<?> parts) {
      return parts.stream().map(it -> replacement(owner, field, it)).toList();
    }
    walk(part);
    return part;
  }

  private static Watch watchOf(Object owner, String field) {
    boolean gathered = owner instanceof ArrayConstruction
        || owner instanceof ReduceExpression && field.equals("reduceExpr")
        || owner instanceof UpdateAssignment && field.equals("rhs")
        || owner instanceof ComplexAssignment && field.equals("lhs");
    boolean index = owner instanceof BracketFieldAccess && !field.equals("target");
    boolean copying = owner instanceof Assignment && field.equals("lhs");
    return gathered ? Watch.SUM : index ? Watch.INDEX : copying ? Watch.COPY : Watch.TIME;
  }

  private static boolean isPlace(Object owner, String field) {
    boolean assigning = owner instanceof Assignment
        || owner instanceof UpdateAssignment
        || owner instanceof ComplexAssignment;
    return assigning && field.equals("lhs");
  }

  private static boolean makesValue(Expression part) {
    return part instanceof ArrayConstruction
        || part instanceof ObjectConstruction
        || part instanceof StringInterpolation
        || part instanceof FunctionCall
        || part instanceof FormattingFilter
        || part instanceof IsolatedScopeQuery
        || part instanceof BinaryOperatorExpression;
  }
}
