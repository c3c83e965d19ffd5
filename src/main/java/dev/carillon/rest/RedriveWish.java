package dev.carillon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.Redrive.From;
import java.util.Optional;

/**
 * How a run is to be done again, as a request says it.
 *
 * @param sameRun whether the same run goes on; else another one is made in its place
 * @param from where it begins; the same run always goes on at its failed step
 * @param input of the new run; empty for that of the old one
 * @param reason for people; may be empty
 */
record RedriveWish(boolean sameRun, From from, Optional<JsonNode> input, String reason) {
  private static final int LONGEST_REASON = 1000;
  private static final String SAME_RUN = "same-run";
  private static final String NEW_RUN = "new-run";
  private static final String FAILED_STEP = "failed-step";
  private static final String START = "start";

  /**
   * Reads it; without {@code from} the same run goes on at its failed step, and a new one begins at
   * the start.
   *
   * @throws InvalidParameterException if it is not clear what is wanted, or that cannot be
   */
  static RedriveWish read(Optional<JsonNode> body) {
    JsonNode wish = body.filter(it -> !it.isEmpty())
        .orElseThrow(() -> new InvalidParameterException(
            "mode",
            "mode is " + SAME_RUN + " (go on at the failed step) or " + NEW_RUN + ", and that from "
                + START + " or from " + FAILED_STEP));
    JsonBodies.allowOnly(wish, "mode", "from", "input", "reason");
    boolean same = isFirst(wish, "mode", JsonBodies.text(wish, "mode"), SAME_RUN, NEW_RUN);
    Optional<String> from = JsonBodies.text(wish, "from");
    boolean failedStep = from.isEmpty() ? same : isFirst(wish, "from", from, FAILED_STEP, START);
    if (same && !failedStep) {
      throw new InvalidParameterException(
          "from",
          "the same run goes on at its failed step, since what is done is never done again; from the"
              + " start is another run: mode " + NEW_RUN);
    }
    if (same && wish.has("input")) {
      throw new InvalidParameterException(
          "input",
          "the same run goes on with the input that its finished steps were done with; another"
              + " input needs another run: mode " + NEW_RUN);
    }
    return new RedriveWish(
        same,
        failedStep ? From.FAILED_STEP : From.START,
        Optional.ofNullable(wish.get("input")),
        reason(wish));
  }

  /**
   * Reads a wish that says nothing but why.
   *
   * @throws InvalidParameterException if it says more, or no reason that can be
   */
  static String onlyReason(JsonNode wish) {
    JsonBodies.allowOnly(wish, "reason");
    return reason(wish);
  }

  /**
   * Reads why somebody wants something.
   *
   * @throws InvalidParameterException if it is no text, or too long
   */
  static String reason(JsonNode wish) {
    String reason = JsonBodies.text(wish, "reason").orElse("").strip();
    if (reason.length() > LONGEST_REASON) {
      throw new InvalidParameterException(
          "reason", "a reason has at most " + LONGEST_REASON + " characters");
    }
    return reason;
  }

  private static boolean isFirst(
      JsonNode wish, String name, Optional<String> given, String first, String second) {
    if (given.filter(it -> it.equals(first) || it.equals(second)).isEmpty()) {
      String instead = given.map(it -> ", not " + wish.path(name)).orElse("");
      throw new InvalidParameterException(name, name + " is " + first + " or " + second + instead);
    }
    return given.get().equals(first);
  }
}
