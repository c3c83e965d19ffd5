package dev.carillon.qstash;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Puts a query together; what is not wished for is left out. */
final class Query {
  private final StringBuilder text = new StringBuilder();

  Query with(String name, Optional<?> value) {
    value.ifPresent(it -> text.append(text.isEmpty() ? '?' : '&')
        .append(name)
        .append('=')
        .append(URLEncoder.encode(String.valueOf(it), StandardCharsets.UTF_8)));
    return this;
  }

  Query at(String name, Optional<Instant> value) {
    return with(name, value.map(Instant::toEpochMilli));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
