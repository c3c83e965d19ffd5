package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.exception.JsonQueryTypeException;
import net.thisptr.jackson.jq.path.Path;

/**
 * What {@code sub} and {@code gsub} stand on. A replacement that yields several values makes
 * several results, one for each, as in jq 1.7.
 */
final class ReplaceFunction implements Function {
  @Override
  public void apply(
      Scope scope,
      List<Expression> args,
      JsonNode in,
      Path path,
      PathOutput output,
      Version version)
      throws JsonQueryException {
    String text = RegexArguments.text("sub", in);
    args.get(0)
        .apply(
            scope,
            in,
            regex -> args.get(2).apply(scope, in, flags -> {
              var found = new RegularExpression(
                  RegexArguments.text("sub", regex), RegexArguments.flags(flags), text);
              for (StringBuilder result : replaced(found, scope, args.get(1))) {
                output.emit(TextNode.valueOf(result.toString()), null);
              }
            }));
  }

  private static List<StringBuilder> replaced(
      RegularExpression regex, Scope scope, Expression replacement) throws JsonQueryException {
    List<StringBuilder> results = List.of(new StringBuilder());
    int copied = 0;
    int from = 0;
    while (from <= regex.length() && regex.find(from)) {
      String between = regex.slice(copied, regex.begin());
      results = extended(results, between, values(scope, replacement, captures(regex)));
      copied = regex.end();
      from = regex.end() > regex.begin() ? regex.end() : regex.behind(regex.end());
      if (!regex.isGlobal()) {
        break;
      }
    }
    String rest = regex.slice(copied, regex.length());
    results.forEach(it -> it.append(rest));
    return results;
  }

  private static List<String> values(Scope scope, Expression replacement, ObjectNode captures)
      throws JsonQueryException {
    List<String> values = new ArrayList<>();
    replacement.apply(scope, captures, value -> {
      if (!value.isTextual()) {
        throw new JsonQueryTypeException("%s cannot be put into a string", value);
      }
      values.add(value.textValue());
    });
    return values;
  }

  private static List<StringBuilder> extended(
      List<StringBuilder> results, String between, List<String> values) {
    List<StringBuilder> more = new ArrayList<>();
    long size = 0;
    for (String value : values) {
      for (StringBuilder result : results) {
        size += result.length() + between.length() + value.length();
        Budget.current().admit(size);
        more.add((values.size() == 1 ? result : new StringBuilder(result))
            .append(between)
            .append(value));
      }
    }
    return more;
  }

  private static ObjectNode captures(RegularExpression regex) {
    ObjectNode captures = JsonNodeFactory.instance.objectNode();
    for (int group = 1; group <= regex.groups(); group++) {
      String name = regex.nameOf(group);
      if (name != null) {
        boolean there = regex.begin(group) >= 0;
        captures.put(name, there ? regex.slice(regex.begin(group), regex.end(group)) : null);
      }
    }
    return captures;
  }
}
