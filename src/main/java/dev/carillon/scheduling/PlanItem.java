package dev.carillon.scheduling;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carillon.schedule.ScheduleId;
import dev.carillon.workflow.WorkflowId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One line of the plan: what would have to change, or to be decided, about one schedule in one
 * engine. Immutable.
 *
 * @param action what it is
 * @param engine where
 * @param name what the engine calls the schedule
 * @param schedule ours; empty if it is somebody's own
 * @param workflow what it runs; empty if that cannot be told
 * @param reason why
 * @param automatic whether sync does it by itself
 * @param offers what a person can decide
 * @param differences what is otherwise, fact by fact
 * @param effect on due times
 */
public record PlanItem(
    Action action,
    String engine,
    String name,
    Optional<ScheduleId> schedule,
    Optional<WorkflowId> workflow,
    Reason reason,
    boolean automatic,
    Set<Decision> offers,
    List<Difference> differences,
    Effect effect) {
  /** Copies the lists. */
  public PlanItem {
    offers = Set.copyOf(offers);
    differences = List.copyOf(differences);
  }

  /** What a line is. */
  public enum Action {
    CREATE,
    UPDATE,
    PAUSE,
    RESUME,
    REMOVE,
    /** A pause that was made there becomes ours. */
    PAUSED_THERE,
    EDITED_THERE,
    DELETED_THERE,
    CONFLICT,
    ADOPT;

    /** Returns the word that it has in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What a person can decide about a line. */
  public enum Decision {
    TAKE_OVER,
    PUT_BACK,
    ADOPT,
    MAKE_OURS,
    REMOVE;

    /** Returns the word that it has in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A fact that is otherwise.
   *
   * @param from empty if there was none
   * @param to empty if there is none
   */
  public record Difference(String fact, String from, String to) {}

  /** Returns what names this line as long as it says the same. */
  public String id() {
    String said = action + "\n" + engine + "\n" + name + "\n" + reason + "\n" + differences;
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(said.getBytes(UTF_8));
      return action.word() + "." + name + "." + HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** Returns it in words, for logs and people. */
  public String sentence() {
    return action.word() + " " + name + " (" + engine + "): " + reason.sentence();
  }
}
