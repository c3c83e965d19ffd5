package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import net.thisptr.jackson.jq.PathOutput;

/** What a {@link GuardedExpression} looks at, by the place in which the expression stands. */
enum Watch {
  /** Only that there is time left. */
  TIME {
    @Override
    PathOutput around(PathOutput output, JsonNode in, Budget budget) {
      return output;
    }
  },
  /** A new value is made here: it may not be too large. */
  VALUE {
    @Override
    PathOutput around(PathOutput output, JsonNode in, Budget budget) {
      return (value, path) -> {
        budget.tick();
        budget.admit(value);
        output.emit(value, path);
      };
    }
  },
  /** The values are gathered by whoever stands around: together they may not be too large. */
  SUM {
    @Override
    PathOutput around(PathOutput output, JsonNode in, Budget budget) {
      long[] sum = {0};
      return (value, path) -> {
        budget.tick();
        sum[0] += budget.admit(value) + 1;
        budget.admit(sum[0]);
        output.emit(value, path);
      };
    }
  },
  /** The value is a path, or the end of one; an array is filled up to it when it is set. */
  FILLED {
    @Override
    PathOutput around(PathOutput output, JsonNode in, Budget budget) {
      return (value, path) -> {
        refuseFarIndex(value, budget);
        output.emit(value, path);
      };
    }
  },
  /** Something is assigned at the path; an array is filled up to it. */
  PLACE {
    @Override
    PathOutput around(PathOutput output, JsonNode in, Budget budget) {
      return (value, path) -> {
        if (path != null) {
          ArrayNode steps = JsonNodeFactory.instance.arrayNode();
          path.toJsonNode(steps);
          steps.forEach(it -> refuseFar(it, budget));
        }
        output.emit(value, path);
      };
    }
  },
  /** The value is an index; the library takes those beyond 32 bits for others. */
  INDEX {
    @Override
    PathOutput around(PathOutput output, JsonNode in, Budget budget) {
      return (value, path) -> output.emit(bounded(value), path);
    }
  },
  /** For each value the whole input is copied. */
  COPY {
    @Override
    PathOutput around(PathOutput output, JsonNode in, Budget budget) {
      return (value, path) -> {
        budget.work(in.size());
        output.emit(value, path);
      };
    }
  },
  /** The whole value is held against the whole input, each part against each. */
  PRODUCT {
    @Override
    PathOutput around(PathOutput output, JsonNode in, Budget budget) {
      return (value, path) -> {
        budget.work((long) budget.admit(in) * budget.admit(value));
        output.emit(value, path);
      };
    }
  };

  abstract PathOutput around(PathOutput output, JsonNode in, Budget budget);

  private static void refuseFarIndex(JsonNode value, Budget budget) {
    refuseFar(value, budget);
    for (JsonNode inner : value) {
      refuseFarIndex(inner, budget);
    }
  }

  private static void refuseFar(JsonNode step, Budget budget) {
    if (step.isNumber()) {
      // An element is at least "null,".
      budget.admit((long) Math.min(Math.abs(step.doubleValue()), Integer.MAX_VALUE) * 5);
    }
  }

  private static JsonNode bounded(JsonNode index) {
    boolean far = index.isNumber() && Math.abs(index.doubleValue()) > Integer.MAX_VALUE;
    return far
        ? IntNode.valueOf(index.doubleValue() > 0 ? Integer.MAX_VALUE : -Integer.MAX_VALUE)
        : index;
  }
}
