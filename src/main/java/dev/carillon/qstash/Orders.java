package dev.carillon.qstash;

import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.schedule.Wording;
import dev.carillon.scheduling.ScheduleEngine.OneOff;
import dev.carillon.workflow.WorkflowId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Writes what we want from QStash: the parcels of schedules and messages, and their names. */
final class Orders {
  static final String WEBHOOK = "/api/qstash/webhook";
  private static final String FAILURE = "/api/qstash/failure";
  private static final String OWNER = "carillon-";

  private final Addresses addresses;
  private final QStashTerms terms;
  private final Function<WorkflowId, String> path;
  private final Supplier<String> installation;

  Orders(
      Addresses addresses,
      QStashTerms terms,
      Function<WorkflowId, String> path,
      Supplier<String> installation) {
    this.addresses = addresses;
    this.terms = terms;
    this.path = path;
    this.installation = installation;
  }

  /** Returns the name of a schedule at QStash. */
  String name(ScheduleId id) {
    return terms.namespace() + "." + id.value();
  }

  /** Tells whether a name lies in our namespace. */
  boolean isInNamespace(String name) {
    return name.startsWith(terms.namespace() + ".");
  }

  /** Returns the schedule of ours that bears a name. */
  Optional<ScheduleId> id(String name) {
    if (!isInNamespace(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ScheduleId(name.substring(terms.namespace().length() + 1)));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /** Returns the cron as QStash reads it: five fields, with the zone in front if it is not UTC. */
  static String cron(Wording wording) {
    String fields = wording.cron().canonical();
    String zone = CronText.zone(wording.zone());
    return zone.equals(CronText.UTC) ? fields : "CRON_TZ=" + zone + " " + fields;
  }

  /**
   * Returns what is sent at each due time.
   *
   * @throws dev.carillon.scheduling.EngineRefusedException if QStash could never call us
   */
  Parcel parcel(Schedule schedule) {
    Wording wording = schedule.wording();
    String body = Bodies.of(schedule, name(schedule.id()), installation.get());
    Parcel parcel = delivered(path.apply(schedule.workflow()), schedule.workflow())
        .json(body)
        .retries(wording.retries());
    return wording.retryDelay().map(it -> parcel.retryDelay(it.expression())).orElse(parcel);
  }

  /** Returns what is sent once. */
  Parcel parcel(OneOff message) {
    return delivered(WEBHOOK, message.workflow())
        .json(Bodies.of(message, installation.get()))
        .retries(Wording.DEFAULT_RETRIES);
  }

  private Parcel delivered(String to, WorkflowId workflow) {
    return Parcel.to(addresses.of(to))
        .timeout(terms.timeout())
        .labels(List.of("workflow-" + workflow.value(), label(installation.get())))
        .forward(terms.forwardHeaders())
        .redact(terms.forwardHeaders().keySet())
        // Not said, it would be as often as for the message, and of those some are never tried
        // again.
        .failureCallback(addresses.of(FAILURE), Wording.DEFAULT_RETRIES, terms.forwardHeaders());
  }

  /** Returns the label of all that an installation sends. */
  static String label(String installation) {
    return OWNER + installation;
  }

  /** Returns whose schedule it says it is: its body first, which is signed, then its labels. */
  static Optional<String> owner(RemoteSchedule schedule) {
    return Bodies.read(schedule)
        .flatMap(body -> Json.text(body, "installation"))
        .or(() -> schedule.labels().stream()
            .filter(label -> label.startsWith(OWNER))
            .map(label -> label.substring(OWNER.length()))
            .findFirst());
  }

  boolean isOurs(RemoteSchedule schedule) {
    return owner(schedule).filter(installation.get()::equals).isPresent();
  }
}
