package dev.carillon.qstash;

import dev.carillon.signature.SigningKeys;
import dev.carillon.signing.KeySource;
import java.time.Duration;

/** The signing keys as QStash tells them. May be shared by threads. */
public final class QStashKeySource implements KeySource {
  /** Whoever waits for keys has a delivery at hand, which nobody holds for long. */
  private static final Duration READING = Duration.ofSeconds(5);

  private final QStashClient client;

  /** Takes whom to ask. */
  public QStashKeySource(QStashClient client) {
    this.client = client;
  }

  @Override
  public SigningKeys read() {
    return client.within(READING).keys();
  }

  @Override
  public SigningKeys roll() {
    return client.rotateKeys();
  }
}
