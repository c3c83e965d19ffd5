package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.misc.JsonNodeComparator;
import net.thisptr.jackson.jq.internal.misc.JsonNodeUtils;
import net.thisptr.jackson.jq.path.ArrayRangeIndexPath;
import net.thisptr.jackson.jq.path.Path;
import net.thisptr.jackson.jq.path.RootPath;

/**
 * {@code |=} as jq 1.7 has it: the first value counts, and what is updated to nothing is taken out,
 * when all else is done. The library's own refuses that.
 *
 * @param paths what is updated
 * @param value what it becomes
 */
record Update(Expression paths, Expression value) implements Expression {
  private record Doomed(Path path, JsonNode spelled) {}

  @Override
  public void apply(Scope scope, JsonNode in, Path path, PathOutput output, boolean requirePath)
      throws JsonQueryException {
    JsonNode[] out = {in};
    List<Doomed> doomed = new ArrayList<>();
    paths.apply(
        scope,
        in,
        RootPath.getInstance(),
        (found, at) -> {
          Path place = place(in, found, at);
          boolean[] gone = {false};
          JsonNode next = place.mutate(out[0], old -> {
            JsonNode become = first(scope, old);
            gone[0] = become == null;
            return gone[0] ? unchanged(place, old) : become;
          });
          if (gone[0]) {
            doomed.add(new Doomed(place, spelled(place)));
          } else {
            out[0] = next;
          }
        },
        true);
    output.emit(doomed.isEmpty() ? out[0] : without(doomed, out[0]), null);
  }

  private JsonNode first(Scope scope, JsonNode old) throws JsonQueryException {
    JsonNode[] first = {null};
    value.apply(scope, old == null ? NullNode.getInstance() : old, any -> {
      first[0] = first[0] == null ? any : first[0];
    });
    return first[0];
  }

  /** What is no path is one to the whole where it is the whole, as in the library. */
  private static Path place(JsonNode in, JsonNode found, Path at) throws JsonQueryException {
    if (at != null) {
      return at;
    }
    if (in.isValueNode() && JsonNodeComparator.getInstance().compare(in, found) == 0) {
      return RootPath.getInstance();
    }
    throw new JsonQueryException("what is to be updated is no path into the value");
  }

  private static JsonNode spelled(Path path) throws JsonQueryException {
    ArrayNode spelled = list();
    path.toJsonNode(spelled);
    return spelled;
  }

  /** Marks from the end to the beginning, so that no place moves and what is inside goes first. */
  private static JsonNode without(List<Doomed> doomed, JsonNode whole) throws JsonQueryException {
    Budget budget = Budget.current();
    doomed.sort(
        Comparator.comparing(Doomed::spelled, JsonNodeComparator.getInstance()).reversed());
    JsonNode out = whole;
    for (Doomed each : doomed) {
      budget.work(out.size());
      out = each.path().mutate(out, old -> marked(each.path(), old), false);
    }
    budget.work(budget.admit(whole));
    return JsonNodeUtils.filter(out, it -> !it.isMissingNode());
  }

  /** A slice is put back as a list, also into what is none. */
  private static JsonNode unchanged(Path path, JsonNode old) {
    return path instanceof ArrayRangeIndexPath && !old.isArray() ? list() : old;
  }

  /** A slice stands for each of its items. */
  private static JsonNode marked(Path path, JsonNode old) {
    if (!(path instanceof ArrayRangeIndexPath)) {
      return MissingNode.getInstance();
    }
    ArrayNode gone = list();
    old.forEach(any -> gone.add(MissingNode.getInstance()));
    return gone;
  }

  private static ArrayNode list() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
