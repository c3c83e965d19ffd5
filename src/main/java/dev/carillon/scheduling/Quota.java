package dev.carillon.scheduling;

import java.util.OptionalLong;

/**
 * What a plan of QStash allows (Upstash, "Pricing", August 2026).
 *
 * @param plan {@code free}, {@code payg} or {@code pro}
 * @param schedules how many it may hold; on paid plans more cost more
 * @param messages how many it delivers in a day of UTC; empty if that is not limited
 */
public record Quota(String plan, int schedules, OptionalLong messages) {
  /**
   * Returns what a plan allows.
   *
   * @throws IllegalArgumentException if there is no such plan
   */
  public static Quota of(String plan) {
    return switch (plan) {
      case "free" -> new Quota(plan, 10, OptionalLong.of(1_000));
      case "payg" -> new Quota(plan, 1_000, OptionalLong.empty());
      case "pro" -> new Quota(plan, 10_000, OptionalLong.of(1_000_000));
      default -> throw new IllegalArgumentException("a plan is one of free, payg, pro");
    };
  }
}
