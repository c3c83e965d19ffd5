package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
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
  /** The value is an index; an array is filled up to it when something is assigned there. */
  INDEX {
    @Override
    PathOutput around(PathOutput output, JsonNode in, Budget budget) {
      return (value, path) -> {
        refuseFarIndex(value, budget);
        output.emit(value, path);
      };
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
    if (value.isNumber()) {
      // An element is at least "null,".
      budget.admit((long) Math.min(Math.abs(value.doubleValue()), Integer.MAX_VALUE) * 5);
    }
    for (JsonNode inner : value) {
      refuseFarIndex(inner, budget);
    }
  }
}
