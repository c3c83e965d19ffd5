package com.example.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.carillon.function.Function;
import dev.carillon.function.HopelessException;
import dev.carillon.function.Invocation;
import java.time.Duration;

/** Packs a parcel for each order. Who asks again for the same gets the same numbers. */
public final class Packing implements Function {
  @Override
  public String name() {
    return "pack";
  }

  @Override
  public Duration timeLimit(JsonNode arguments) {
    return Duration.ofSeconds(30L + arguments.path("orders").size());
  }

  @Override
  public JsonNode call(Invocation call) throws Exception {
    JsonNode orders = call.arguments().path("orders");
    if (!orders.isArray()) {
      throw new HopelessException("\"orders\" is no list");
    }
    ArrayNode parcels = JsonNodeFactory.instance.arrayNode();
    for (JsonNode order : orders) {
      if (call.cancel().isCancelled()) {
        throw new InterruptedException("packed only " + parcels.size());
      }
      parcels
          .addObject()
          .put("number", call.idempotencyKey() + "/" + parcels.size())
          .put("holds", order.asText());
    }
    call.log().accept("info", parcels.size() + " parcels for " + call.dueTime());
    return parcels;
  }
}
