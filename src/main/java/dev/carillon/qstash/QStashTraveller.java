package dev.carillon.qstash;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.carillon.doctor.Traveller;
import dev.carillon.doctor.TripId;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Sends test messages as all others are sent: same address, same headers. */
public final class QStashTraveller implements Traveller {
  private static final Duration WITHIN = Duration.ofSeconds(20);

  private final QStashClient client;
  private final QStashTerms terms;
  private final Addresses addresses;
  private final Supplier<String> installation;

  /** Takes what it needs; {@code installation} is asked at each message. */
  public QStashTraveller(
      QStashClient client, QStashTerms terms, Addresses addresses, Supplier<String> installation) {
    this.client = client;
    this.terms = terms;
    this.addresses = addresses;
    this.installation = installation;
  }

  @Override
  public String send(TripId id) {
    String owner = installation.get();
    String body = JsonNodeFactory.instance
        .objectNode()
        .put("probe", id.value())
        .put("source", "qstash")
        .put("installation", owner)
        .toString();
    Parcel parcel = Parcel.to(addresses.of(Orders.WEBHOOK))
        .json(body)
        .retries(0)
        .timeout(terms.timeout())
        .labels(List.of("carillon-probe", Orders.label(owner)))
        .forward(terms.forwardHeaders())
        .redact(terms.forwardHeaders().keySet())
        .deduplication("carillon-probe-" + id.value());
    return client.within(WITHIN).publish(parcel).messageId();
  }
}
