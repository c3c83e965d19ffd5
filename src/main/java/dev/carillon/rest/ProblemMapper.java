package dev.carillon.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.carillon.authoring.CodeGoneException;
import dev.carillon.authoring.OtherOriginException;
import dev.carillon.authoring.OtherWorkflowException;
import dev.carillon.authoring.UnknownWorkflowException;
import dev.carillon.authoring.VersionTakenException;
import dev.carillon.authoring.WorkflowChangedException;
import dev.carillon.cron.CronField;
import dev.carillon.cron.InvalidCronException;
import dev.carillon.running.NotRedrivableException;
import dev.carillon.running.RunGoesOnException;
import dev.carillon.running.ScheduleSilentException;
import dev.carillon.running.StoreUnavailableException;
import dev.carillon.running.UnknownDeadLetterException;
import dev.carillon.running.UnknownRunException;
import dev.carillon.scheduling.CalendarChangedException;
import dev.carillon.scheduling.CalendarInUseException;
import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.scheduling.EngineUnavailableException;
import dev.carillon.scheduling.HeldBackException;
import dev.carillon.scheduling.InvalidWishException;
import dev.carillon.scheduling.NoCronException;
import dev.carillon.scheduling.ScheduleActiveException;
import dev.carillon.scheduling.ScheduleChangedException;
import dev.carillon.scheduling.ScheduleConflictException;
import dev.carillon.scheduling.UnknownCalendarException;
import dev.carillon.scheduling.UnknownScheduleException;
import dev.carillon.secrets.InvalidSecretException;
import dev.carillon.secrets.SecretsOffException;
import dev.carillon.secrets.UnknownSecretException;
import dev.carillon.signing.NoQStashException;
import dev.carillon.signing.RollingUnsafeException;
import dev.carillon.watching.DueTimeNotRunException;
import dev.carillon.watching.DueTimeRanException;
import dev.carillon.watching.DueTimeSkippedException;
import dev.carillon.watching.UnknownBackfillException;
import dev.carillon.watching.UnknownDueTimeException;
import dev.carillon.workflow.InvalidDefinitionException;
import dev.carillon.workflow.InvalidWorkflowIdException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where what went wrong meets HTTP. What a caller can mend is told; what broke inside
 * stays inside and is found in the log by its incident number.
 */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

  private static final Problem BROKEN_BODY = Problem.of(
          400, "broken-body", "The body ended before its time")
      .detail("less came than was announced, or it was not chunked as it said; send it again");

  private final SecureRandom random = new SecureRandom();

  /** Makes the one instance. */
  public ProblemMapper() {}

  @Override
  public Response toResponse(Throwable thrown) {
    Throwable cause =
        thrown instanceof java.util.concurrent.CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof WebApplicationException web) {
      return ofJaxRs(web);
    }
    if (cause instanceof EngineRefusedException refused) {
      return EngineProblems.answer(refused.trouble());
    }
    if (cause instanceof EngineUnavailableException away) {
      return EngineProblems.answer(away.trouble());
    }
    return Guides.add(known(cause)).answer().build();
  }

  private Problem known(Throwable cause) {
    if (cause instanceof InvalidDefinitionException wrong) {
      return of(422, "invalid-definition", "The definition is not valid", cause)
          .with("problems", problems(wrong.problems()));
    }
    if (cause instanceof InvalidCronException wrong) {
      return cron(wrong);
    }
    if (cause instanceof InvalidWishException wrong) {
      return of(422, "invalid-setting", "The schedule cannot be so", cause)
          .with("field", wrong.field());
    }
    if (cause instanceof InvalidParameterException wrong) {
      return of(400, "invalid-parameter", "A parameter is not valid", cause)
          .with("parameter", wrong.parameter());
    }
    if (cause instanceof JsonProcessingException wrong) {
      return known(InvalidBodyException.of(wrong, new byte[0]));
    }
    if (cause instanceof InvalidBodyException wrong) {
      return of(400, "invalid-body", "The body is not valid", cause)
          .with("line", wrong.line())
          .with("column", wrong.column());
    }
    if (cause instanceof DueTimeRanException ran) {
      return of(409, "due-time-ran", "The due time ran", cause)
          .with("runId", ran.run().value());
    }
    if (cause instanceof NotRedrivableException not) {
      Problem problem = of(409, "not-redrivable", "The run cannot be done again", cause)
          .with("reason", View.word(not.why()));
      return not.other().map(it -> problem.with("runId", it.value())).orElse(problem);
    }
    if (cause instanceof VersionTakenException taken) {
      return of(409, "version-taken", "The version is taken", cause)
          .with("version", taken.version())
          .with("suggestion", Versions.nextPatch(taken.version()));
    }
    if (cause instanceof WorkflowChangedException changed) {
      Problem problem = of(412, "workflow-changed", "The workflow was changed meanwhile", cause);
      return changed
          .present()
          .map(it -> problem
              .with("version", it.version())
              .with("savedAt", it.savedAt().toString())
              .with("savedBy", it.savedBy()))
          .orElse(problem);
    }
    if (cause instanceof CalendarInUseException used) {
      return of(409, "calendar-in-use", "Schedules use the calendar", cause)
          .with("schedules", used.schedules());
    }
    if (cause instanceof ScheduleConflictException conflict) {
      return of(409, "schedule-conflict", "QStash holds another schedule of this name", cause)
          .with("name", conflict.name())
          .with("reason", conflict.reason().word())
          .with("destination", conflict.destination());
    }
    return plain(cause);
  }

  private Problem plain(Throwable cause) {
    if (cause instanceof InvalidWorkflowIdException) {
      return of(400, "invalid-id", "This is no workflow id", cause);
    }
    if (cause instanceof OtherWorkflowException) {
      return of(422, "other-workflow", "The definition is of another workflow", cause);
    }
    if (cause instanceof UnknownWorkflowException) {
      return of(404, "unknown-workflow", "There is no such workflow", cause);
    }
    if (cause instanceof UnknownRunException) {
      return of(404, "unknown-run", "There is no such run", cause);
    }
    if (cause instanceof UnknownScheduleException) {
      return of(404, "unknown-schedule", "There is no such schedule", cause);
    }
    if (cause instanceof UnknownDeadLetterException) {
      return of(404, "unknown-dead-letter", "There is no such dead letter", cause);
    }
    if (cause instanceof InvalidSecretException) {
      return of(422, "invalid-secret", "This cannot be a secret", cause);
    }
    if (cause instanceof UnknownSecretException) {
      return of(404, "unknown-secret", "There is no such secret", cause);
    }
    if (cause instanceof UnknownCalendarException) {
      return of(404, "unknown-calendar", "There is no such calendar", cause);
    }
    if (cause instanceof CalendarChangedException) {
      return of(412, "calendar-changed", "The calendar was changed meanwhile", cause);
    }
    if (cause instanceof SecretsOffException) {
      return of(409, "secrets-off", "Secrets are switched off", cause);
    }
    if (cause instanceof RunGoesOnException) {
      return of(409, "run-goes-on", "Its run goes on", cause);
    }
    if (cause instanceof ScheduleSilentException silent) {
      return silent.isPaused()
          ? of(409, "schedule-paused", "Its schedule is paused", cause)
          : of(409, "schedule-off", "Its schedule is switched off", cause);
    }
    if (cause instanceof NoCronException) {
      return of(422, "no-cron", "Nobody says when it is due", cause);
    }
    if (cause instanceof OtherOriginException) {
      return of(409, "from-code", "The workflow comes from Java code", cause);
    }
    if (cause instanceof CodeGoneException) {
      return of(409, "code-gone", "The workflow's Java code is gone", cause);
    }
    if (cause instanceof UnknownDueTimeException) {
      return of(404, "unknown-due-time", "There is no such due time", cause);
    }
    if (cause instanceof UnknownBackfillException) {
      return of(404, "unknown-backfill", "There is no such backfill", cause);
    }
    if (cause instanceof DueTimeSkippedException) {
      return of(409, "due-time-skipped", "The due time was skipped on purpose", cause);
    }
    if (cause instanceof DueTimeNotRunException) {
      return of(409, "due-time-not-run", "The due time cannot run now", cause);
    }
    if (cause instanceof ScheduleActiveException) {
      return of(409, "schedule-active", "The schedule is active", cause);
    }
    if (cause instanceof ScheduleChangedException) {
      return of(409, "schedule-changed", "The schedule was changed meanwhile", cause);
    }
    if (cause instanceof RollingUnsafeException unsafe) {
      return of(409, "rolling-unsafe", "The keys should not be rolled now", cause)
          .with("reasons", KeysResource.reasons(unsafe.reasons()));
    }
    if (cause instanceof NoQStashException) {
      return of(409, "no-qstash", "QStash is not set up", cause);
    }
    if (cause instanceof HeldBackException) {
      return of(409, "copied-database", "This database is a copy", cause);
    }
    if (cause instanceof StoreUnavailableException) {
      LOG.warn("answered 503: {}", cause.getMessage());
      return Problem.of(503, "store-unavailable", "The database does not answer; try again")
          .detail(
              "whether what was asked for is done cannot be said now; look before asking again");
    }
    return brokenOff(cause) ? BROKEN_BODY : internal(cause);
  }

  /** A body that ends before its time, or is not chunked as it says. */
  private static boolean brokenOff(Throwable cause) {
    for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
      if (inner instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  private Problem internal(Throwable cause) {
    byte[] bits = new byte[6];
    random.nextBytes(bits);
    String incident = HexFormat.of().formatHex(bits);
    LOG.error("incident {}", incident, cause);
    return Problem.of(500, "internal", "Something broke here")
        .detail("it is no fault of yours; the log tells more at incident " + incident)
        .with("incident", incident);
  }

  private static Problem of(int status, String kind, String title, Throwable cause) {
    return Problem.of(status, kind, title).detail(cause.getMessage());
  }

  private static Problem cron(InvalidCronException wrong) {
    Problem problem = of(422, "invalid-cron", "The cron is not valid", wrong)
        .with("start", wrong.start())
        .with("end", wrong.end());
    Problem placed =
        wrong.field().map(field -> problem.with("field", field(field))).orElse(problem);
    return wrong.suggestion().map(it -> placed.with("suggestion", it)).orElse(placed);
  }

  private static String field(CronField field) {
    return View.word(field);
  }

  static List<View> problems(List<dev.carillon.workflow.Problem> problems) {
    return problems.stream()
        .map(it -> View.of()
            .number("line", it.line())
            .number("column", it.column())
            .text("path", it.path())
            .text("message", Echo.shortened(it.message())))
        .toList();
  }

  /** What JAX-RS itself refuses: no route, another method or type, a parameter of a wrong kind. */
  private static Response ofJaxRs(WebApplicationException web) {
    Response given = web.getResponse();
    if (given.getEntity() instanceof Problem) {
      return given;
    }
    Problem problem = JaxRsProblems.of(given.getStatus());
    Response.ResponseBuilder answer = problem.answer();
    String allowed = given.getHeaderString("Allow");
    return allowed == null ? answer.build() : answer.header("Allow", allowed).build();
  }
}
