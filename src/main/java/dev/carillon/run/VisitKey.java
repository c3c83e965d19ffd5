package dev.carillon.run;

import java.util.regex.Pattern;

/**
 * Names one visit of one task in a run; with the run's id it is the primary key of the journal.
 *
 * <p>It reads from the outside in: the block, then index and name of the task in its list, then the
 * number of the visit if it is not the first. Loop rounds and back-jumps are part of it, so no two
 * visits share a key: {@code /do/0/each/for[2]/1/post#3} is the third visit of {@code post} in the
 * third round, {@code /do/0/t/try[2]/0/post} the first one in the second attempt of {@code t}. Names are escaped as in JSON pointers (RFC 6901 section 3), and {@code #} and
 * {@code [} in a name as {@code ~2} and {@code ~3}.
 *
 * @param block key of the list that the task stands in, such as {@code /do}
 * @param task index and escaped name in that list, such as {@code 0/greet}
 * @param visit from 1
 */
public record VisitKey(String block, String task, int visit) {
  /** The list that a definition begins with. */
  public static final String TOP = "/do";

  private static final Pattern ATTEMPT = Pattern.compile("/try\\[\\d+]/");

  /** Returns the key of a visit of a task in a list. */
  public static VisitKey of(String block, int index, String name, int visit) {
    return new VisitKey(block, index + "/" + escaped(name), visit);
  }

  /** Returns the block that a {@code do} task opens on this visit. */
  public String inner() {
    return value() + "/do";
  }

  /** Returns the block of one round of a {@code for} task on this visit; rounds count from 0. */
  public String round(int round) {
    return value() + "/for[" + round + "]";
  }

  /** Returns the block of one attempt of a {@code try} task on this visit; attempts count from 1. */
  public String attempt(int attempt) {
    return value() + "/try[" + attempt + "]";
  }

  /** Returns the block of what a {@code try} task does about an error on this visit. */
  public String handler() {
    return value() + "/catch";
  }

  /** Returns the block that holds the branches of a {@code fork} task on this visit. */
  public String branches() {
    return value() + "/fork";
  }

  /** Returns the block of the function of the definition's own that this visit calls. */
  public String called() {
    return value() + "/call";
  }

  /** Returns the key with which the outside is asked: the same in each attempt of a {@code try}. */
  public String idempotent() {
    return ATTEMPT.matcher(value()).replaceAll("/try/");
  }

  /** Returns the whole key. */
  public String value() {
    String path = block + "/" + task;
    return visit == 1 ? path : path + "#" + visit;
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1").replace("#", "~2").replace("[", "~3");
  }

  @Override
  public String toString() {
    return value();
  }
}
