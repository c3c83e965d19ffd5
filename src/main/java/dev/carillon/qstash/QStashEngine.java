package dev.carillon.qstash;

import dev.carillon.run.MessageId;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.scheduling.EngineTrouble;
import dev.carillon.scheduling.EngineTrouble.Kind;
import dev.carillon.scheduling.EngineUnavailableException;
import dev.carillon.scheduling.ScheduleEngine;
import dev.carillon.signature.PublicUrls;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * QStash rings: schedules are held there under names of ours, and each due time comes back as a
 * signed call of our webhook. May be shared by threads and nodes.
 */
public final class QStashEngine implements ScheduleEngine {
  /** Where deliveries go that have no path of their own. */
  public static final String WEBHOOK = Orders.WEBHOOK;

  /** Clocks differ, and a call takes its time. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final QStashClient client;
  private final QStashTerms terms;
  private final Addresses addresses;
  private final Orders orders;
  private final Clock clock;

  /**
   * Takes what it needs.
   *
   * @param path where a workflow's due times are delivered, below the context path
   * @param installation ours; asked at each call
   */
  public QStashEngine(
      QStashClient client,
      QStashTerms terms,
      Addresses addresses,
      Function<WorkflowId, String> path,
      Supplier<String> installation,
      Clock clock) {
    this.client = client;
    this.terms = terms;
    this.addresses = addresses;
    this.orders = new Orders(addresses, terms, path, installation);
    this.clock = clock;
  }

  @Override
  public String name() {
    return "qstash";
  }

  @Override
  public String nameOf(ScheduleId id) {
    return orders.name(id);
  }

  /**
   * {@inheritDoc} What is held as it is wanted is left alone: QStash may need a minute to take up a
   * schedule that is put anew.
   */
  @Override
  public void put(Schedule schedule) {
    put(schedule, false);
  }

  @Override
  public void putAnew(Schedule schedule) {
    put(schedule, true);
  }

  private void put(Schedule schedule, boolean anew) {
    if (schedule.wording().timetable().next(clock.instant()).isEmpty()) {
      throw new EngineRefusedException(EngineTrouble.of(
          Kind.BAD_CRON,
          "the schedule " + schedule.id() + " would never be due: "
              + schedule.wording().cron()));
    }
    String name = orders.name(schedule.id());
    String cron = Orders.cron(schedule.wording());
    Parcel parcel = orders.parcel(schedule);
    Optional<RemoteSchedule> held = client.findSchedule(name);
    Map<String, String> wanted = Facts.wanted(cron, parcel);
    if (anew || held.map(it -> !found(it).differences(wanted).isEmpty()).orElse(true)) {
      client.putSchedule(name, cron, parcel);
      rest(name, schedule.rings(), true);
    } else {
      rest(name, schedule.rings(), !held.get().paused());
    }
  }

  /** Brings it to the state that is wanted; by then the wording is there, so nothing is undone. */
  private void rest(String name, boolean toRing, boolean rings) {
    if (toRing == rings) {
      return;
    }
    try {
      boolean there = toRing ? client.resumeSchedule(name) : client.pauseSchedule(name);
      if (!there) {
        throw new EngineUnavailableException(EngineTrouble.of(
            Kind.NONSENSE,
            "QStash does not know the schedule " + name + ", which it has just taken"));
      }
    } catch (EngineRefusedException halfDone) {
      throw new EngineUnavailableException(halfDone.trouble());
    }
  }

  @Override
  public void remove(ScheduleId id) {
    client.deleteSchedule(orders.name(id));
  }

  @Override
  public void pause(ScheduleId id) {
    client.pauseSchedule(orders.name(id));
  }

  @Override
  public void resume(ScheduleId id) {
    client.resumeSchedule(orders.name(id));
  }

  /** {@inheritDoc} That is what bears a name of ours and says that this installation made it. */
  @Override
  public List<Held> list() {
    return client.schedules().stream()
        .filter(orders::isOurs)
        .flatMap(it -> orders.id(it.id()).map(id -> held(id, it)).stream())
        .toList();
  }

  private static Held held(ScheduleId id, RemoteSchedule schedule) {
    CronText cron = CronText.of(schedule.cron());
    return new Held(
        id, revision(schedule), cron.fields(), cron.zone(), schedule.paused(), next(schedule));
  }

  /**
   * {@inheritDoc} That is all in our namespace, and what calls one of our public URLs, present or
   * former.
   */
  @Override
  public List<Found> survey() {
    return client.schedules().stream()
        .filter(it -> orders.isInNamespace(it.id()) || addresses.areUnder(it.destination()))
        .map(this::found)
        .toList();
  }

  @Override
  public Optional<Found> find(ScheduleId id) {
    return client.findSchedule(orders.name(id)).map(this::found);
  }

  @Override
  public void removeForeign(String name) {
    client.deleteSchedule(foreign(name));
  }

  @Override
  public void pauseForeign(String name, boolean paused) {
    if (paused) {
      client.pauseSchedule(foreign(name));
    } else {
      client.resumeSchedule(foreign(name));
    }
  }

  @Override
  public Optional<Instant> rangLast(String name) {
    return client.findSchedule(foreign(name)).flatMap(RemoteSchedule::last);
  }

  private String foreign(String name) {
    if (orders.isInNamespace(name)) {
      throw new IllegalArgumentException(name + " is in our namespace");
    }
    return name;
  }

  private Found found(RemoteSchedule schedule) {
    return new Found(
        schedule.id(),
        orders.id(schedule.id()),
        Orders.owner(schedule),
        revision(schedule),
        PublicUrls.masked(schedule.destination()),
        Facts.held(schedule),
        schedule.paused(),
        next(schedule));
  }

  private static int revision(RemoteSchedule schedule) {
    return Bodies.read(schedule).map(body -> body.path("revision").asInt(0)).orElse(0);
  }

  private static Optional<Instant> next(RemoteSchedule schedule) {
    return schedule.paused() ? Optional.empty() : schedule.next();
  }

  @Override
  public Map<String, String> facts(Schedule wanted) {
    Map<String, String> facts =
        new TreeMap<>(Facts.wanted(Orders.cron(wanted.wording()), orders.parcel(wanted)));
    facts.put(ACCOUNT, client.account());
    return facts;
  }

  /**
   * {@inheritDoc} A nudge that is due later than the plan allows comes as late as it allows; whoever
   * is woken too early looks at the row and asks for another.
   */
  @Override
  public MessageId send(OneOff message, Instant notBefore) {
    Parcel parcel = orders.parcel(message).deduplication("carillon-" + UUID.randomUUID());
    Instant now = clock.instant();
    if (!notBefore.isAfter(now)) {
      return published(parcel);
    }
    Instant latest = now.plus(terms.longestDelay()).minus(MARGIN);
    if (!notBefore.isAfter(latest)) {
      return published(parcel.notBefore(notBefore));
    }
    if (message.wakes().isEmpty()) {
      throw new EngineRefusedException(EngineTrouble.of(
          Kind.DELAY_TOO_LONG,
          "the QStash plan delays a message by " + terms.longestDelay().toDays()
              + " days at most"));
    }
    return published(parcel.notBefore(latest));
  }

  private MessageId published(Parcel parcel) {
    String id = client.publish(parcel).messageId();
    try {
      return new MessageId(id);
    } catch (IllegalArgumentException odd) {
      throw new EngineUnavailableException(
          EngineTrouble.of(Kind.NONSENSE, "QStash took the message and gave it an unusable id"));
    }
  }

  @Override
  public boolean cancel(MessageId message) {
    return client.cancelMessage(message.value());
  }
}
