package dev.carillon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.RunId;
import dev.carillon.schedule.Pause;
import dev.carillon.watching.Pausing.Paused;
import dev.carillon.watching.Pausing.Running;
import java.time.Instant;
import java.util.Optional;

/** What a body says of a pause, and what is answered. */
final class PauseWishes {
  private PauseWishes() {}

  static Pause pause(Optional<JsonNode> wish, String owner, Instant now) {
    return new Pause(
        now,
        Params.instant("until", wish.flatMap(it -> JsonBodies.text(it, "until")).orElse(null)),
        wish.flatMap(it -> JsonBodies.text(it, "reason")).orElse("").strip(),
        owner);
  }

  static Running running(Optional<JsonNode> wish) {
    return switch (wish.flatMap(it -> JsonBodies.text(it, "running")).orElse("finish")) {
      case "finish" -> Running.FINISH;
      case "cancel" -> Running.CANCEL;
      default -> throw new InvalidParameterException("running", "running is one of finish, cancel");
    };
  }

  /** Adds the runs that were canceled, if any were. */
  static View canceled(View view, Paused paused) {
    return paused.canceled().isEmpty()
        ? view
        : view.texts("canceled", paused.canceled().stream().map(RunId::value).toList());
  }
}
