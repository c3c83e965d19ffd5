package com.example.shop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.function.HopelessException;
import dev.carillon.job.Health;
import dev.carillon.job.Job;
import dev.carillon.job.JobContext;

/** Looks whether something is left to sell, at a path of its own. */
public final class StockCheck implements Job {
  private volatile int left = 1;

  @Override
  public String id() {
    return "stock-check";
  }

  @Override
  public String cron() {
    return "*/5 * * * *";
  }

  @Override
  public String path() {
    return "/shop/stock-check";
  }

  @Override
  public Health health() {
    return left > 0 ? Health.OK : Health.failing("sold out");
  }

  @Override
  public JsonNode run(JobContext context) throws Exception {
    JsonNode stock = context.input().path("left");
    if (!stock.isInt()) {
      throw new HopelessException("\"left\" is no whole number");
    }
    left = stock.intValue();
    return stock;
  }
}
