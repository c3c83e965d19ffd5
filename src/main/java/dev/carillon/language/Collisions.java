package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists whose items share their hashes. The library puts items into hash sets ({@code uniqueItems},
 * {@code enum}) in one go, and there those are compared each with each: 30,000 texts that somebody
 * chose for it take minutes.
 */
final class Collisions {
  private static final int HARMLESS = 64;
  private static final int STEPS_PER_COMPARISON = 20;

  private Collisions() {}

  /** Refuses what would take longer than the budget; looks into all that is inside. */
  static void refuse(JsonNode value, Budget budget) {
    if (value.isArray() && value.size() > HARMLESS && mostOfOneHash(value) > HARMLESS) {
      compare(value, budget);
    }
    value.forEach(inner -> refuse(inner, budget));
  }

  private static int mostOfOneHash(JsonNode list) {
    int[] hashes = new int[list.size()];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = list.get(i).hashCode();
    }
    Arrays.sort(hashes);
    int most = 1;
    for (int i = 1, same = 1; i < hashes.length; i++) {
      same = hashes[i] == hashes[i - 1] ? same + 1 : 1;
      most = Math.max(most, same);
    }
    return most;
  }

  /** Does what the set will do, and asks the budget all along. */
  private static void compare(JsonNode list, Budget budget) {
    Map<Integer, List<JsonNode>> different = new HashMap<>();
    for (JsonNode item : list) {
      List<JsonNode> alike = different.computeIfAbsent(item.hashCode(), hash -> new ArrayList<>());
      if (!isAmong(alike, item, budget)) {
        alike.add(item);
      }
    }
  }

  private static boolean isAmong(List<JsonNode> alike, JsonNode item, Budget budget) {
    for (JsonNode one : alike) {
      budget.work(STEPS_PER_COMPARISON);
      if (one.equals(item)) {
        return true;
      }
    }
    return false;
  }
}
