package dev.carillon.qstash;

import dev.carillon.doctor.Remote;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks QStash for the time, which takes a token that is good. May be shared by threads. */
public final class QStashRemote implements Remote {
  private static final Duration WITHIN = Duration.ofSeconds(5);

  private final QStashClient client;

  /** Takes whom to ask. */
  public QStashRemote(QStashClient client) {
    this.client = client;
  }

  @Override
  public Optional<Instant> time() {
    return client.within(WITHIN).time();
  }
}
