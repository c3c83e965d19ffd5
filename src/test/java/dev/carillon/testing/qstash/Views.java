package dev.carillon.testing.qstash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the account holds, as JSON in QStash's spelling; what is not set is left out. */
final class Views {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Views() {}

  static <T> ArrayNode list(List<T> items, Function<T, JsonNode> view) {
    ArrayNode list = JSON.arrayNode();
    items.forEach(item -> list.add(view.apply(item)));
    return list;
  }

  /** Shows a schedule; the function tells how a message of its last firing stands. */
  static ObjectNode schedule(HeldSchedule held, Function<String, String> states) {
    Parcel parcel = held.parcel();
    ObjectNode view = JSON.objectNode();
    view.put("scheduleId", held.id()).put("cron", held.cron());
    view.put("createdAt", held.createdAt().toEpochMilli()).put("destination", parcel.url());
    view.put("method", parcel.options().method());
    content(view, parcel);
    view.put("retries", parcel.options().retries());
    parcel.options().delay().ifPresent(it -> view.put("delay", it.toSeconds()));
    config(view, parcel);
    view.put("isPaused", held.paused());
    held.next().ifPresent(it -> view.put("nextScheduleTime", it.toEpochMilli()));
    held.last().ifPresent(it -> view.put("lastScheduleTime", it.toEpochMilli()));
    if (!held.lastMessages().isEmpty()) {
      ObjectNode last = view.putObject("lastScheduleStates");
      held.lastMessages().forEach(id -> last.put(id, states.apply(id)));
    }
    return view;
  }

  static ObjectNode message(HeldMessage held) {
    Parcel parcel = held.parcel();
    ObjectNode view = JSON.objectNode();
    view.put("messageId", held.id()).put("url", parcel.url());
    view.put("method", parcel.options().method());
    content(view, parcel);
    view.put("maxRetries", parcel.options().retries());
    view.put("notBefore", held.notBefore().toEpochMilli());
    view.put("createdAt", held.createdAt().toEpochMilli());
    held.schedule().ifPresent(it -> view.put("scheduleId", it));
    config(view, parcel);
    return view;
  }

  static ObjectNode dead(DeadLetter letter) {
    ObjectNode view = message(letter.message());
    view.put("dlqId", letter.id()).put("responseStatus", letter.last().status());
    letter.last().reply().ifPresent(reply -> {
      headers(view.putObject("responseHeader"), reply.headers());
      text(view, "responseBody", reply.body());
    });
    return view;
  }

  static ObjectNode log(LogLine line) {
    HeldMessage message = line.message();
    Parcel parcel = message.parcel();
    ObjectNode view = JSON.objectNode();
    view.put("time", line.at().toEpochMilli()).put("messageId", message.id());
    view.put("state", line.state()).put("url", parcel.url());
    view.put("method", parcel.options().method());
    headers(view.putObject("header"), parcel);
    view.put("body", base64(parcel.redaction().ofBody(parcel.body())));
    view.put("maxRetries", parcel.options().retries());
    parcel.options().timeout().map(Duration::toMillis).ifPresent(it -> view.put("timeout", it));
    line.next().ifPresent(it -> view.put("nextDeliveryTime", it.toEpochMilli()));
    message.schedule().ifPresent(it -> view.put("scheduleId", it));
    callbacks(view, parcel);
    line.attempt().ifPresent(it -> outcome(view, line.state(), it));
    return view;
  }

  private static void outcome(ObjectNode view, String state, Attempt attempt) {
    if (state.equals("ERROR") || state.equals("FAILED")) {
      attempt.error().ifPresent(it -> view.put("error", it));
    }
    if (state.equals("ERROR") && attempt.reply().isPresent()) {
      FakeReply reply = attempt.reply().get();
      view.put("responseStatus", reply.status()).put("responseBody", base64(reply.body()));
      headers(view.putObject("responseHeaders"), reply.headers());
      headers(view.putObject("responseHeader"), reply.headers());
    }
  }

  private static void callbacks(ObjectNode view, Parcel parcel) {
    parcel.callback().ifPresent(it -> {
      view.put("callback", it.url());
      headers(view.putObject("callbackHeaders"), it.options().headers());
    });
    parcel.failureCallback().ifPresent(it -> {
      view.put("failureCallback", it.url());
      headers(view.putObject("failureCallbackHeaders"), it.options().headers());
    });
    labels(view, parcel);
    parcel.options().retryDelay().ifPresent(it -> view.put("retryDelayExpression", it));
  }

  private static void config(ObjectNode view, Parcel parcel) {
    parcel.callback().ifPresent(it -> view.put("callback", it.url()));
    parcel.failureCallback().ifPresent(it -> view.put("failureCallback", it.url()));
    parcel.options().retryDelay().ifPresent(it -> view.put("retryDelayExpression", it));
    view.put("callerIP", parcel.callerIp()).put("callerIp", parcel.callerIp());
    labels(view, parcel);
  }

  private static void labels(ObjectNode view, Parcel parcel) {
    if (!parcel.labels().isEmpty()) {
      view.put("label", parcel.labels().get(0));
      ArrayNode all = view.putArray("labels");
      parcel.labels().forEach(all::add);
    }
  }

  private static void content(ObjectNode view, Parcel parcel) {
    if (!parcel.options().headers().isEmpty()) {
      headers(view.putObject("header"), parcel);
    }
    if (parcel.body().length > 0) {
      text(view, "body", parcel.redaction().ofBody(parcel.body()));
    }
  }

  private static void headers(ObjectNode view, Parcel parcel) {
    Map<String, List<String>> shown = HttpWire.none();
    parcel
        .options()
        .headers()
        .forEach((name, values) -> shown.put(
            name,
            values.stream().map(it -> parcel.redaction().ofHeader(name, it)).toList()));
    headers(view, shown);
  }

  static void headers(ObjectNode view, Map<String, List<String>> headers) {
    headers.forEach((name, values) -> {
      ArrayNode all = view.putArray(HttpWire.canonical(name));
      values.forEach(all::add);
    });
  }

  private static void text(ObjectNode view, String name, byte[] bytes) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      view.put(name, text);
    } catch (CharacterCodingException binary) {
      view.put(name + "Base64", base64(bytes));
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
