package dev.carillon.job;

import dev.carillon.cron.Cron;
import dev.carillon.cron.InvalidCronException;
import dev.carillon.cron.UnknownZoneException;
import dev.carillon.cron.Zones;
import dev.carillon.workflow.WorkflowId;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a job said of itself, asked once and checked.
 *
 * @param id of its workflow
 * @param cron as it was said
 * @param timezone an IANA name; empty if the cron names a zone
 * @param path where it answers
 * @param timeLimit more than nothing, at most a day
 * @param job does the work
 * @param origin the file that its class came from, for people
 */
public record JobCard(
    WorkflowId id,
    String cron,
    Optional<String> timezone,
    JobPath path,
    Duration timeLimit,
    Job job,
    String origin) {
  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * Asks a job.
   *
   * @throws InvalidJobException if it cannot be stood up; the message tells class, file and why
   */
  public static JobCard of(Job job, String origin) {
    Questions ask = new Questions(job, origin);
    WorkflowId id = ask.the("id()", Job::id, WorkflowId::new);
    String cron = ask.the("cron()", Job::cron, JobCard::cron);
    String zone = ask.the("timezone()", Job::timezone, JobCard::zone);
    boolean named = Cron.parse(cron).zone().isPresent();
    if (named && !zone.equals("UTC")) {
      throw ask.refusal("both cron() and timezone() name a zone; name it in one of them only");
    }
    return new JobCard(
        id,
        cron,
        named ? Optional.empty() : Optional.of(zone),
        ask.the("path()", Job::path, JobPath::new),
        ask.the("timeLimit()", Job::timeLimit, JobCard::limit),
        job,
        origin);
  }

  /** Returns its class and file, as they are told to people. */
  public String whose() {
    return whose(job, origin);
  }

  private static String whose(Job job, String origin) {
    return "the job " + job.getClass().getName() + " of " + origin;
  }

  private static String cron(String text) {
    if (Cron.parse(text).neverFires()) {
      throw new IllegalArgumentException("it never fires");
    }
    return text;
  }

  private static String zone(String name) {
    Zones.parse(name);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("it is empty; write UTC or a name like Europe/Paris");
    }
    return name;
  }

  private static Duration limit(Duration limit) {
    if (limit.isNegative() || limit.isZero() || limit.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(limit + " is not within a day");
    }
    return limit;
  }

  /** Somebody else's code answers: whatever it throws is told with its name. */
  private record Questions(Job job, String origin) {
    <A, T> T the(String name, Function<Job, A> question, Function<A, T> reading) {
      A answer;
      try {
        answer = Objects.requireNonNull(question.apply(job), "it returned null");
      } catch (RuntimeException | LinkageError | StackOverflowError broken) {
        throw refusal(name + " broke: " + broken);
      }
      try {
        return reading.apply(answer);
      } catch (InvalidCronException wrong) {
        String hint = wrong.suggestion().map(it -> "; " + it).orElse("");
        throw refusal(name + " is \"" + answer + "\": " + wrong.getMessage() + hint);
      } catch (UnknownZoneException wrong) {
        String hint = wrong.suggestion().map(it -> "; did you mean " + it + "?").orElse("");
        throw refusal(name + " is \"" + answer + "\": " + wrong.getMessage() + hint);
      } catch (IllegalArgumentException wrong) {
        throw refusal(name + " is \"" + answer + "\": " + wrong.getMessage());
      }
    }

    InvalidJobException refusal(String why) {
      return new InvalidJobException(whose(job, origin) + " cannot be stood up: " + why
          + ". Mend it, or take it out of WEB-INF/lib");
    }
  }
}
