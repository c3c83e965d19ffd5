package dev.carillon.qstash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.run.MessageId;
import dev.carillon.running.DeadLetterOffice;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.scheduling.EngineUnavailableException;
import dev.carillon.workflow.WorkflowId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** QStash's dead letter queue, as far as it is ours. May be shared by threads. */
public final class QStashDeadLetterOffice implements DeadLetterOffice {
  private static final Logger LOG = LoggerFactory.getLogger(QStashDeadLetterOffice.class);

  /** Somebody waits for the list. */
  private static final Duration SHORT = Duration.ofSeconds(3);

  /** A page holds a hundred, and QStash keeps them for some days only. */
  private static final int PAGES = 5;

  private final QStashClient client;
  private final String namespace;
  private final Supplier<String> installation;
  private final Clock clock;

  /**
   * Takes whom to ask.
   *
   * @param namespace prefix of our schedules' names
   * @param installation ours; asked at each look
   */
  public QStashDeadLetterOffice(
      QStashClient client, String namespace, Supplier<String> installation, Clock clock) {
    this.client = client;
    this.namespace = namespace;
    this.installation = installation;
    this.clock = clock;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public Optional<List<Kept>> of(Collection<ScheduleId> schedules) {
    Set<ScheduleId> ours = Set.copyOf(schedules);
    String owner = installation.get();
    try {
      return Optional.of(kept(owner).stream()
          .flatMap(letter -> letter(letter, owner, ours).stream())
          .toList());
    } catch (EngineRefusedException | EngineUnavailableException trouble) {
      LOG.warn("dead letters are not known: {}", trouble.getMessage());
      return Optional.empty();
    }
  }

  private List<DeadLetter> kept(String owner) {
    DeadLetterFilter filter = DeadLetterFilter.ofLabel(Orders.label(owner));
    List<DeadLetter> all = new ArrayList<>();
    for (int pages = 0; pages < PAGES; pages++) {
      Page<DeadLetter> page = client.within(SHORT).deadLetters(filter);
      all.addAll(page.items());
      if (page.cursor().isEmpty()) {
        break;
      }
      filter = filter.after(page.cursor().get());
    }
    return all;
  }

  /** A label can be given by anybody; schedule and body have to be ours too. */
  private Optional<Kept> letter(DeadLetter letter, String owner, Set<ScheduleId> ours) {
    RemoteMessage message = letter.message();
    JsonNode body = Json.tree(new String(message.body(), StandardCharsets.UTF_8))
        .orElse(MissingNode.getInstance());
    Optional<ScheduleId> schedule = message
        .scheduleId()
        .filter(name -> name.startsWith(namespace + "."))
        .flatMap(name -> read(name.substring(namespace.length() + 1), ScheduleId::new))
        .filter(ours::contains);
    if (schedule.isEmpty() || !body.path("installation").asText("").equals(owner)) {
      return Optional.empty();
    }
    return read(message.id(), MessageId::new)
        .map(id -> new GivenUp(
            Optional.of(id),
            Optional.of(letter.dlqId()),
            Optional.empty(),
            Json.text(body, "workflowId").flatMap(it -> read(it, WorkflowId::new)),
            schedule,
            letter.responseStatus(),
            letter.responseBody().map(QStashDeadLetterOffice::why),
            Optional.empty(),
            message.createdAt(),
            givenUpAt(letter.dlqId()).orElseGet(clock::instant)))
        .map(it -> new Kept(it, body.path("revision").asInt(0)));
  }

  private static String why(String answered) {
    String text =
        Json.tree(answered).flatMap(json -> Json.text(json, "detail")).orElse(answered.strip());
    return text.length() > 1_000 ? text.substring(0, 1_000) + "…" : text;
  }

  /** Its id begins with the time at which it became one. */
  private static Optional<Instant> givenUpAt(String dlqId) {
    return dlqId.matches("\\d{13}-\\d+")
        ? Optional.of(Instant.ofEpochMilli(Long.parseLong(dlqId.substring(0, 13))))
        : Optional.empty();
  }

  private static <T> Optional<T> read(String text, Function<String, T> reader) {
    try {
      return Optional.of(reader.apply(text));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<MessageId> sendAgain(String dlqId) {
    return client.retryDeadLetter(dlqId).map(MessageId::new);
  }

  @Override
  public boolean discard(String dlqId) {
    return client.deleteDeadLetter(dlqId);
  }
}
