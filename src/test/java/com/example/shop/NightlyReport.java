package com.example.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.carillon.job.Job;
import dev.carillon.job.JobContext;
import java.time.Duration;

/** Adds up what was sold, on the mornings of working days. */
public final class NightlyReport implements Job {
  @Override
  public String id() {
    return "nightly-report";
  }

  @Override
  public String cron() {
    return "0 7 * * 1-5";
  }

  @Override
  public String timezone() {
    return "Europe/Berlin";
  }

  @Override
  public Duration timeLimit() {
    return Duration.ofMinutes(10);
  }

  @Override
  public JsonNode run(JobContext context) {
    int sum = 0;
    for (JsonNode sale : context.input().path("sales")) {
      if (context.cancel().isCancelled()) {
        break;
      }
      sum += sale.asInt();
    }
    context.info("sold for " + sum);
    return JsonNodeFactory.instance.objectNode().put("sum", sum);
  }
}
