package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.thisptr.jackson.jq.internal.misc.Pair;
import net.thisptr.jackson.jq.internal.tree.AssignPipeComponent;
import net.thisptr.jackson.jq.internal.tree.ForeachExpression;
import net.thisptr.jackson.jq.internal.tree.FormattingFilter;
import net.thisptr.jackson.jq.internal.tree.FunctionCall;
import net.thisptr.jackson.jq.internal.tree.FunctionDefinition;
import net.thisptr.jackson.jq.internal.tree.PipedQuery;
import net.thisptr.jackson.jq.internal.tree.ReduceExpression;
import net.thisptr.jackson.jq.internal.tree.SemicolonOperator;
import net.thisptr.jackson.jq.internal.tree.VariableAccess;
import net.thisptr.jackson.jq.internal.tree.VariableKeyFieldConstruction;
import net.thisptr.jackson.jq.internal.tree.literal.StringLiteral;
import net.thisptr.jackson.jq.internal.tree.matcher.matchers.ObjectMatcher;
import net.thisptr.jackson.jq.internal.tree.matcher.matchers.ValueMatcher;

/**
 * What an expression uses where nothing in it names it: each name counts only as far as what gives
 * it reaches.
 */
final class ExpressionScopes {
  private final Set<String> variables = new TreeSet<>();
  private final Set<String> functions = new TreeSet<>();

  private ExpressionScopes() {}

  /** Looks through a syntax tree that has no guards in it yet. */
  static ExpressionScopes of(Object tree) {
    ExpressionScopes scopes = new ExpressionScopes();
    scopes.look(tree, Set.of());
    return scopes;
  }

  /** Returns the variables that must be given to it, without the dollar sign. */
  Set<String> variables() {
    return variables;
  }

  /** Returns the functions that must be there, with their number of arguments. */
  Set<String> functions() {
    return functions;
  }

  /**
   * @param known variables with their dollar sign, and functions with their number of arguments
   */
  private void look(Object node, Set<String> known) {
    if (node instanceof List<?> list) {
      list.forEach(it -> look(it, known));
    } else if (node instanceof Pair<?, ?> pair) {
      look(pair._1, known);
      look(pair._2, known);
    } else if (node instanceof Map<?, ?> map) {
      map.values().forEach(it -> look(it, known));
    } else if (ExpressionTree.isNode(node)) {
      note(node, known);
      lookInside(node, known);
    }
  }

  private void note(Object node, Set<String> known) {
    if (node instanceof VariableAccess || node instanceof VariableKeyFieldConstruction) {
      String name = text(node, "name");
      note("$" + name, name, known, variables);
    } else if (node instanceof FunctionCall) {
      String signature = text(node, "name") + "/" + ((List<?>) part(node, "args")).size();
      note(signature, signature, known, functions);
    } else if (node instanceof FormattingFilter) {
      note(node + "/0", node + "/0", known, functions);
    }
  }

  private static void note(String key, String name, Set<String> known, Set<String> unknown) {
    if (!known.contains(key)) {
      unknown.add(name);
    }
  }

  private void lookInside(Object node, Set<String> known) {
    if (node instanceof PipedQuery) {
      lookAlong((List<?>) part(node, "components"), known);
    } else if (node instanceof ReduceExpression || node instanceof ForeachExpression) {
      lookThroughRounds(node, known);
    } else if (node instanceof FunctionDefinition) {
      look(part(node, "body"), with(known, inside(node)));
    } else if (node instanceof SemicolonOperator) {
      List<?> all = (List<?>) part(node, "qs");
      look(all, with(known, defined(all)));
    } else {
      ExpressionTree.fields(node).forEach(it -> look(ExpressionTree.get(node, it), known));
    }
  }

  /** What <code>as</code> names is known to the end of its pipe. */
  private void lookAlong(List<?> components, Set<String> known) {
    Set<String> here = known;
    for (Object component : components) {
      if (component instanceof AssignPipeComponent) {
        look(part(component, "expr"), here);
        here = with(here, bound(part(component, "matcher")));
        look(part(component, "matcher"), here);
      } else {
        look(component, here);
      }
    }
  }

  private void lookThroughRounds(Object node, Set<String> known) {
    Object pattern = part(node, "matcher");
    Set<String> inside = with(known, bound(pattern));
    for (var field : ExpressionTree.fields(node)) {
      boolean outside = field.getName().equals("iterExpr") || field.getName().equals("initExpr");
      look(ExpressionTree.get(node, field), outside ? known : inside);
    }
  }

  /** Returns what a pattern names. */
  private static Set<String> bound(Object pattern) {
    Set<String> names = new HashSet<>();
    bind(pattern, names);
    return names;
  }

  private static void bind(Object pattern, Set<String> names) {
    if (pattern instanceof List<?> list) {
      list.forEach(it -> bind(it, names));
    } else if (pattern instanceof ValueMatcher) {
      names.add("$" + text(pattern, "name"));
    } else if (ExpressionTree.isNode(pattern)) {
      bindShort(pattern, names);
      ExpressionTree.fields(pattern).forEach(it -> bind(ExpressionTree.get(pattern, it), names));
    }
  }

  /** <code>{$name}</code> in a pattern. */
  private static void bindShort(Object pattern, Set<String> names) {
    if (pattern instanceof ObjectMatcher.FieldMatcher
        && Boolean.TRUE.equals(part(pattern, "dollar"))
        && part(pattern, "name") instanceof StringLiteral name) {
      names.add("$" + ((JsonNode) part(name, "value")).textValue());
    }
  }

  /** Returns what the body of a definition knows: its arguments, and itself. */
  private static Set<String> inside(Object definition) {
    Set<String> names = defined(List.of(definition));
    for (Object argument : (List<?>) part(definition, "args")) {
      String name = argument.toString();
      names.add(name.startsWith("$") ? name : name + "/0");
    }
    return names;
  }

  private static Set<String> defined(List<?> nodes) {
    Set<String> names = new HashSet<>();
    for (Object node : nodes) {
      if (node instanceof FunctionDefinition) {
        names.add(text(node, "fname") + "/" + ((List<?>) part(node, "args")).size());
      }
    }
    return names;
  }

  private static Set<String> with(Set<String> known, Set<String> names) {
    Set<String> more = new HashSet<>(known);
    more.addAll(names);
    return more;
  }

  private static Object part(Object node, String field) {
    return ExpressionTree.get(node, field);
  }

  private static String text(Object node, String field) {
    return (String) part(node, field);
  }
}
