package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/** What {@code test}, {@code match}, {@code capture}, {@code scan} and {@code split} stand on. */
final class MatchFunction implements Function {
  @Override
  public void apply(
      Scope scope,
      List<Expression> args,
      JsonNode in,
      Path path,
      PathOutput output,
      Version version)
      throws JsonQueryException {
    String text = RegexArguments.text("match", in);
    args.get(2)
        .apply(
            scope,
            in,
            test -> args.get(1)
                .apply(
                    scope,
                    in,
                    flags -> args.get(0).apply(scope, in, regex -> {
                      var found = new RegularExpression(
                          RegexArguments.text("match", regex), RegexArguments.flags(flags), text);
                      JsonNode result =
                          test.asBoolean() ? BooleanNode.valueOf(found.find(0)) : all(found);
                      output.emit(result, null);
                    })));
  }

  private static ArrayNode all(RegularExpression regex) {
    ArrayNode matches = JsonNodeFactory.instance.arrayNode();
    var counter = new CodePoints(regex);
    int from = 0;
    while (from <= regex.length() && regex.find(from)) {
      matches.add(match(regex, counter));
      from = regex.end() > regex.begin() ? regex.end() : regex.behind(regex.end());
      if (!regex.isGlobal()) {
        break;
      }
    }
    return matches;
  }

  private static ObjectNode match(RegularExpression regex, CodePoints counter) {
    ObjectNode match = part(regex, counter, regex.begin(), regex.end());
    ArrayNode captures = match.putArray("captures");
    for (int group = 1; group <= regex.groups(); group++) {
      ObjectNode capture = part(regex, counter, regex.begin(group), regex.end(group));
      captures.add(capture.put("name", regex.nameOf(group)));
    }
    return match;
  }

  private static ObjectNode part(RegularExpression regex, CodePoints counter, int from, int to) {
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    if (from < 0) {
      return part.put("offset", -1).put("length", 0).putNull("string");
    }
    String text = regex.slice(from, to);
    return part.put("offset", counter.upTo(from))
        .put("length", text.codePointCount(0, text.length()))
        .put("string", text);
  }

  /** Counts characters up to a byte, going on from where it was asked last. */
  private static final class CodePoints {
    private final RegularExpression regex;
    private int at;
    private int count;

    CodePoints(RegularExpression regex) {
      this.regex = regex;
    }

    int upTo(int wanted) {
      if (wanted < at) {
        at = 0;
        count = 0;
      }
      while (at < wanted) {
        at = regex.behind(at);
        count++;
      }
      return count;
    }
  }
}
