package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.exception.JsonQueryUserException;
import net.thisptr.jackson.jq.path.Path;

/** {@code error}, for which the library takes null to be none. */
final class ErrorFunction implements Function {
  @Override
  public void apply(
      Scope scope,
      List<Expression> args,
      JsonNode in,
      Path path,
      PathOutput output,
      Version version)
      throws JsonQueryException {
    if (args.isEmpty()) {
      throw thrown(in);
    }
    args.get(0).apply(scope, in, value -> {
      throw thrown(value);
    });
  }

  private static JsonQueryException thrown(JsonNode value) {
    return value.isNull() ? new NullError(value) : new JsonQueryUserException(value);
  }

  /** An error that is null: whoever catches it gets null, and the others are told of it. */
  private static final class NullError extends JsonQueryException {
    private static final long serialVersionUID = 1L;

    private final transient JsonNode value;

    NullError(JsonNode value) {
      super("null (null) not a string");
      this.value = value;
    }

    @Override
    public JsonNode getMessageAsJsonNode() {
      return value;
    }
  }
}
