package dev.carillon.qstash;

import static dev.carillon.scheduling.EngineTrouble.Kind.BAD_CRON;
import static dev.carillon.scheduling.EngineTrouble.Kind.BAD_RETRY_DELAY;
import static dev.carillon.scheduling.EngineTrouble.Kind.BAD_TOKEN;
import static dev.carillon.scheduling.EngineTrouble.Kind.DAILY_LIMIT;
import static dev.carillon.scheduling.EngineTrouble.Kind.DELAY_TOO_LONG;
import static dev.carillon.scheduling.EngineTrouble.Kind.ENGINE_REFUSED;
import static dev.carillon.scheduling.EngineTrouble.Kind.INVALID_DESTINATION;
import static dev.carillon.scheduling.EngineTrouble.Kind.LOOPBACK_ADDRESS;
import static dev.carillon.scheduling.EngineTrouble.Kind.MESSAGE_TOO_LARGE;
import static dev.carillon.scheduling.EngineTrouble.Kind.NONSENSE;
import static dev.carillon.scheduling.EngineTrouble.Kind.NOT_QSTASH;
import static dev.carillon.scheduling.EngineTrouble.Kind.NO_ANSWER;
import static dev.carillon.scheduling.EngineTrouble.Kind.PRIVATE_HOST;
import static dev.carillon.scheduling.EngineTrouble.Kind.QUOTA_EXCEEDED;
import static dev.carillon.scheduling.EngineTrouble.Kind.RATE_LIMITED;
import static dev.carillon.scheduling.EngineTrouble.Kind.SCHEDULE_QUOTA;
import static dev.carillon.scheduling.EngineTrouble.Kind.SERVER_ERROR;
import static dev.carillon.scheduling.EngineTrouble.Kind.TIMEOUT_TOO_LONG;
import static dev.carillon.scheduling.EngineTrouble.Kind.TOKEN_NOT_ALLOWED;
import static dev.carillon.scheduling.EngineTrouble.Kind.TOO_MANY_RETRIES;
import static dev.carillon.scheduling.EngineTrouble.Kind.UNREACHABLE;
import static dev.carillon.scheduling.EngineTrouble.Kind.UNRESOLVABLE_HOST;
import static dev.carillon.scheduling.EngineTrouble.Kind.WRONG_REGION;

import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.scheduling.EngineTrouble;
import dev.carillon.scheduling.EngineTrouble.Kind;
import dev.carillon.scheduling.EngineUnavailableException;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** Turns what QStash answered, or that it did not, into troubles that can be mended. */
final class Troubles {
  private final URI url;
  private final Redactor redactor;
  private final Clock clock;

  Troubles(URI url, Redactor redactor, Clock clock) {
    this.url = url;
    this.redactor = redactor;
    this.clock = clock;
  }

  /** Returns what it means that no whole answer came. */
  EngineUnavailableException of(Ask ask, BrokenLineException broken) {
    String why = redactor.said(broken.getMessage());
    return new EngineUnavailableException(
        broken.isSent()
            ? EngineTrouble.of(NO_ANSWER, "QStash gave no answer to " + ask + ": " + why)
            : EngineTrouble.of(UNREACHABLE, "QStash cannot be reached at " + url + ": " + why));
  }

  /** Returns what an answer means that is not a good one. */
  RuntimeException of(Ask ask, Reply reply) {
    String said = words(reply);
    int status = reply.status();
    if (status >= 500 || status == 408) {
      return unavailable(SERVER_ERROR, "QStash answered " + status + " to " + ask, reply, said);
    }
    if (status < 300) {
      return nonsense(ask, "status " + status, reply);
    }
    Kind kind = kind(ask, reply, said.toLowerCase(Locale.ROOT));
    return new EngineRefusedException(EngineTrouble.of(kind, what(kind, ask, status))
        .said(redactor.said(said))
        .retryAfter(status == 429 ? Waits.asked(reply, clock.instant()) : Optional.empty()));
  }

  /** A refusal that follows a lost answer does not tell that nothing was done, but of a question. */
  static RuntimeException inDoubt(Ask ask, RuntimeException why) {
    return why instanceof EngineRefusedException refused && !ask.method().equals("GET")
        ? new EngineUnavailableException(refused.trouble())
        : why;
  }

  /** Returns what a good answer means that cannot be understood. */
  EngineUnavailableException nonsense(Ask ask, String why, Reply reply) {
    return unavailable(
        NONSENSE,
        "QStash's answer to " + ask + " cannot be understood: " + why,
        reply,
        reply.text());
  }

  private EngineUnavailableException unavailable(Kind kind, String what, Reply reply, String said) {
    return new EngineUnavailableException(EngineTrouble.of(kind, what)
        .said(redactor.said(said))
        .retryAfter(Waits.asked(reply, clock.instant())));
  }

  /** Tells whether an answer says that there is no such thing; that there is no such route does not. */
  static boolean isAbsent(Reply reply) {
    return reply.status() == 404
        && !words(reply).toLowerCase(Locale.ROOT).contains("user not found")
        && (reply.body().length == 0 || Json.error(reply).isPresent());
  }

  private static String words(Reply reply) {
    return Json.error(reply).orElseGet(reply::text);
  }

  private static Kind kind(Ask ask, Reply reply, String said) {
    return switch (reply.status()) {
      case 401 -> BAD_TOKEN;
      case 403 -> TOKEN_NOT_ALLOWED;
      case 404 -> said.contains("user not found") ? WRONG_REGION : NOT_QSTASH;
      case 413 -> MESSAGE_TOO_LARGE;
      case 429 -> reply.header("RateLimit-Limit").isPresent() ? DAILY_LIMIT : RATE_LIMITED;
      default -> reply.status() < 400 ? NOT_QSTASH : kind(ask, reply.status(), said);
    };
  }

  private static Kind kind(Ask ask, int status, String said) {
    if (said.contains("destination") || said.contains("endpoint")) {
      return ofDestination(said);
    }
    if (said.contains("quota")) {
      return ofQuota(said);
    }
    if (said.contains("cron")) {
      return BAD_CRON;
    }
    if (said.matches("(?s).*retry[- _]?delay.*")) {
      return BAD_RETRY_DELAY;
    }
    if (status == 412) {
      return ask.target().startsWith("/v2/schedules") ? SCHEDULE_QUOTA : MESSAGE_TOO_LARGE;
    }
    return ENGINE_REFUSED;
  }

  private static Kind ofDestination(String said) {
    if (said.contains("loopback")) {
      return LOOPBACK_ADDRESS;
    }
    if (said.contains("unable to resolve") || said.contains("no such host")) {
      return UNRESOLVABLE_HOST;
    }
    boolean closed =
        said.matches("(?s).*(private|internal|link-local|unspecified|local address).*");
    return closed ? PRIVATE_HOST : INVALID_DESTINATION;
  }

  private static Kind ofQuota(String said) {
    if (said.contains("delay")) {
      return DELAY_TOO_LONG;
    }
    if (said.contains("retries")) {
      return TOO_MANY_RETRIES;
    }
    if (said.contains("size")) {
      return MESSAGE_TOO_LARGE;
    }
    if (said.contains("timeout") || said.contains("duration")) {
      return TIMEOUT_TOO_LONG;
    }
    return said.contains("schedule") ? SCHEDULE_QUOTA : QUOTA_EXCEEDED;
  }

  private String what(Kind kind, Ask ask, int status) {
    return switch (kind) {
      case LOOPBACK_ADDRESS -> "QStash will not call APP_URL: it leads to a loopback address";
      case PRIVATE_HOST -> "QStash will not call APP_URL: it leads into a private network";
      case UNRESOLVABLE_HOST -> "QStash cannot find the host of APP_URL";
      case INVALID_DESTINATION -> "QStash will not call APP_URL as it is written";
      case WRONG_REGION -> "QSTASH_TOKEN is not known at " + url + ": it is of another region";
      case BAD_TOKEN -> "QStash does not accept QSTASH_TOKEN";
      case TOKEN_NOT_ALLOWED -> "QSTASH_TOKEN may not do this";
      case SCHEDULE_QUOTA -> "the QStash plan allows no more schedules";
      case BAD_CRON -> "QStash cannot read the cron";
      case BAD_RETRY_DELAY -> "QStash cannot read the expression in retryDelay";
      case DELAY_TOO_LONG -> "the QStash plan allows no such long delay";
      case TIMEOUT_TOO_LONG -> "the QStash plan allows no such long timeout";
      case TOO_MANY_RETRIES -> "the QStash plan allows fewer retries";
      case MESSAGE_TOO_LARGE -> "the message is larger than the QStash plan allows";
      case QUOTA_EXCEEDED -> "a limit of the QStash plan is reached";
      case RATE_LIMITED -> "QStash was asked too often in a short time";
      case DAILY_LIMIT -> "the messages that the QStash plan has for a day are used up";
      case NOT_QSTASH -> "no QStash answers at " + url + ": status " + status + " to " + ask;
      default -> "QStash refused " + ask + " with status " + status;
    };
  }
}
