package dev.carillon.testing.qstash;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Which messages a call is about: one name with several values is "or", several names are "and". */
final class Filter {
  private final Query query;

  Filter(Query query) {
    this.query = query;
  }

  boolean fits(HeldMessage message, Instant at) {
    return fits("messageId", message, it -> List.of(it.id()))
        && fits("messageIds", message, it -> List.of(it.id()))
        && fits("url", message, it -> List.of(it.parcel().url()))
        && fits("host", message, it -> List.of(uri(it).getAuthority()))
        && fits("path", message, it -> List.of(uri(it).getRawPath()))
        && fits("scheduleId", message, it -> it.schedule().stream().toList())
        && fits("label", message, it -> it.parcel().labels())
        && fits("callerIp", message, it -> List.of(it.parcel().callerIp()))
        && fits("callerIP", message, it -> List.of(it.parcel().callerIp()))
        && fits("topicName", message, none -> List.of())
        && fits("queueName", message, none -> List.of())
        && fits("flowControlKey", message, none -> List.of())
        && isWithin(at.toEpochMilli());
  }

  private boolean fits(
      String name, HeldMessage message, Function<HeldMessage, List<String>> values) {
    List<String> wanted = query.all(name);
    return wanted.isEmpty() || values.apply(message).stream().anyMatch(wanted::contains);
  }

  private boolean isWithin(long millis) {
    return query.number("fromDate").map(it -> millis >= it).orElse(true)
        && query.number("toDate").map(it -> millis <= it).orElse(true);
  }

  private static URI uri(HeldMessage message) {
    return URI.create(message.parcel().url().replaceAll("[?#].*", ""));
  }
}
