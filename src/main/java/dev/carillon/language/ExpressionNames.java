package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.thisptr.jackson.jq.internal.misc.Pair;
import net.thisptr.jackson.jq.internal.tree.FormattingFilter;
import net.thisptr.jackson.jq.internal.tree.FunctionCall;
import net.thisptr.jackson.jq.internal.tree.FunctionDefinition;
import net.thisptr.jackson.jq.internal.tree.ImportStatement;
import net.thisptr.jackson.jq.internal.tree.VariableAccess;
import net.thisptr.jackson.jq.internal.tree.fieldaccess.BracketFieldAccess;
import net.thisptr.jackson.jq.internal.tree.fieldaccess.FieldAccess;
import net.thisptr.jackson.jq.internal.tree.fieldaccess.IdentifierFieldAccess;
import net.thisptr.jackson.jq.internal.tree.fieldaccess.StringFieldAccess;
import net.thisptr.jackson.jq.internal.tree.literal.StringLiteral;
import net.thisptr.jackson.jq.internal.tree.matcher.matchers.ObjectMatcher;
import net.thisptr.jackson.jq.internal.tree.matcher.matchers.ValueMatcher;

/**
 * What an expression reaches for by name. A name that the expression gives anywhere to something of
 * its own counts as its own everywhere in it; how far each reaches is told by {@link
 * ExpressionScopes}.
 */
final class ExpressionNames {
  private static final Set<String> CONTAINERS = Set.of("steps", "secrets");

  /** Functions that take a regular expression first, and where their flags stand. */
  private static final Map<String, Integer> MATCHING = Map.ofEntries(
      Map.entry("test/1", 1),
      Map.entry("test/2", 1),
      Map.entry("match/1", 1),
      Map.entry("match/2", 1),
      Map.entry("capture/1", 1),
      Map.entry("capture/2", 1),
      Map.entry("scan/1", 1),
      Map.entry("scan/2", 1),
      Map.entry("split/2", 1),
      Map.entry("splits/1", 1),
      Map.entry("splits/2", 1),
      Map.entry("sub/2", 2),
      Map.entry("sub/3", 2),
      Map.entry("gsub/2", 2),
      Map.entry("gsub/3", 2));

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<String> variables = new TreeSet<>();
  private final Set<String> functions = new TreeSet<>();
  private final Set<String> ownVariables = new TreeSet<>();
  private final Set<String> ownFunctions = new TreeSet<>();
  private final Map<String, Set<String>> members = new HashMap<>();
  private final Set<String> wholes = new TreeSet<>();
  private final List<Search> searches = new ArrayList<>();
  private ExpressionScopes outside;
  private boolean imports;

  private ExpressionNames() {}

  /**
   * A regular expression that is written out.
   *
   * @param function that searches with it, with its number of arguments
   */
  record Search(String function, String pattern, String flags) {}

  /** Looks through a syntax tree that has no guards in it yet. */
  static ExpressionNames of(Object tree) {
    ExpressionNames names = new ExpressionNames();
    names.look(tree);
    names.outside = ExpressionScopes.of(tree);
    names.variables.removeAll(names.ownVariables);
    names.functions.removeAll(names.ownFunctions);
    names.searches.removeIf(it -> names.ownFunctions.contains(it.function()));
    return names;
  }

  /** Returns the variables that must be given to it, without the dollar sign. */
  Set<String> variables() {
    return variables;
  }

  /** Returns the functions that it does not define itself, with their number of arguments. */
  Set<String> functions() {
    return functions;
  }

  /** Tells whether it gives that name, without the dollar sign, to a variable of its own. */
  boolean givesVariable(String name) {
    return ownVariables.contains(name);
  }

  /** Tells whether it gives that name, with its number of arguments, to a function of its own. */
  boolean givesFunction(String signature) {
    return ownFunctions.contains(signature);
  }

  /** Returns what it uses where nothing in it gives that name. */
  ExpressionScopes outside() {
    return outside;
  }

  /** Returns the names of tasks in <code>$steps.name</code> and <code>$steps["name"]</code>. */
  Set<String> steps() {
    return members.getOrDefault("steps", Set.of());
  }

  /** Returns the names in <code>$secrets.name</code> and <code>$secrets["name"]</code>. */
  Set<String> secrets() {
    return members.getOrDefault("secrets", Set.of());
  }

  /** Returns which of {@code steps} and {@code secrets} stand somewhere without a name behind. */
  Set<String> wholes() {
    return wholes;
  }

  /** Returns the regular expressions that are written out, if their flags are, too. */
  List<Search> searches() {
    return searches;
  }

  /** Tells whether it wants to load something. */
  boolean imports() {
    return imports;
  }

  private void look(Object node) {
    if (node instanceof List<?> list) {
      list.forEach(this::look);
    } else if (node instanceof Pair<?, ?> pair) {
      look(pair._1);
      look(pair._2);
    } else if (node instanceof Map<?, ?> map) {
      map.values().forEach(this::look);
    } else if (ExpressionTree.isNode(node) && seen.add(node)) {
      note(node);
      partsOf(node).forEach(this::look);
    }
  }

  private void note(Object node) {
    if (node instanceof VariableAccess) {
      variables.add(text(node, "name"));
      if (CONTAINERS.contains(text(node, "name"))) {
        wholes.add(text(node, "name"));
      }
    } else if (node instanceof ValueMatcher) {
      ownVariables.add(text(node, "name"));
    } else if (node instanceof ObjectMatcher.FieldMatcher) {
      noteShortMatch(node);
    } else if (node instanceof FunctionCall) {
      List<?> args = (List<?>) ExpressionTree.get(node, "args");
      functions.add(text(node, "name") + "/" + args.size());
      noteSearch(text(node, "name") + "/" + args.size(), args);
    } else if (node instanceof FormattingFilter) {
      functions.add(node + "/0");
    } else if (node instanceof FunctionDefinition) {
      noteDefinition(node);
    } else if (node instanceof ImportStatement) {
      imports = true;
    }
  }

  private void noteSearch(String function, List<?> args) {
    int flags = MATCHING.getOrDefault(function, -1);
    if (flags < 0 || !(args.get(0) instanceof StringLiteral pattern)) {
      return;
    }
    if (args.size() <= flags) {
      searches.add(new Search(function, literal(pattern), ""));
    } else if (args.get(flags) instanceof StringLiteral written) {
      searches.add(new Search(function, literal(pattern), literal(written)));
    }
  }

  /** <code>{$name}</code> in a pattern. */
  private void noteShortMatch(Object matcher) {
    if (ExpressionTree.get(matcher, "name") instanceof StringLiteral name) {
      ownVariables.add(literal(name));
    }
  }

  private void noteDefinition(Object definition) {
    List<?> parameters = (List<?>) ExpressionTree.get(definition, "args");
    ownFunctions.add(text(definition, "fname") + "/" + parameters.size());
    for (Object parameter : parameters) {
      String name = parameter.toString();
      boolean value = name.startsWith("$");
      ownVariables.add(value ? name.substring(1) : name);
      ownFunctions.add((value ? name.substring(1) : name) + "/0");
    }
  }

  private List<Object> partsOf(Object node) {
    String container = containerOf(node);
    String member = container == null ? null : memberOf(node);
    if (member != null) {
      members.computeIfAbsent(container, it -> new LinkedHashSet<>()).add(member);
      variables.add(container);
    }
    List<Object> parts = new ArrayList<>();
    for (var field : ExpressionTree.fields(node)) {
      if (member == null || !field.getName().equals("target")) {
        parts.add(ExpressionTree.get(node, field));
      }
    }
    return parts;
  }

  /** Returns {@code steps} if the node reaches into <code>$steps</code> and the like, else null. */
  private static String containerOf(Object node) {
    return node instanceof FieldAccess
            && ExpressionTree.get(node, "target") instanceof VariableAccess target
            && CONTAINERS.contains(text(target, "name"))
        ? text(target, "name")
        : null;
  }

  /** Returns the name of the member if it stands there as such, else null. */
  private static String memberOf(Object node) {
    if (node instanceof IdentifierFieldAccess) {
      return text(node, "field");
    }
    String field = node instanceof StringFieldAccess
        ? "field"
        : node instanceof BracketFieldAccess ? "startExpr" : null;
    return field != null && ExpressionTree.get(node, field) instanceof StringLiteral name
        ? literal(name)
        : null;
  }

  private static String literal(StringLiteral literal) {
    return ((JsonNode) ExpressionTree.get(literal, "value")).textValue();
  }

  private static String text(Object node, String field) {
    return (String) ExpressionTree.get(node, field);
  }
}
