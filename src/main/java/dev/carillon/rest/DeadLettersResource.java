package dev.carillon.rest;

import dev.carillon.delivery.DeadLetter;
import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.running.DeadLetters;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** What nobody tries any more. */
@Path("api/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
public final class DeadLettersResource {
  private final DeadLetters letters;

  /** Takes what it shows. */
  public DeadLettersResource(DeadLetters letters) {
    this.letters = letters;
  }

  /** Shows a page, what was given up last first. */
  @GET
  public View list(
      @QueryParam("workflow") String workflow,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    int count = Limits.of(limit);
    DeadLetters.Listed listed = letters.list(
        Optional.ofNullable(workflow).map(Params::workflow),
        Params.number("after", after),
        count + 1);
    return View.page(
            listed.letters(), count, DeadLettersResource::view, it -> String.valueOf(it.id()))
        .word("qstash", listed.asked());
  }

  /** Has QStash send it again. */
  @POST
  @Path("{dlqId}/retry")
  @Audited(value = "dead-letter.send-again", of = "dead-letter", answer = true)
  public Response sendAgain(
      @PathParam("dlqId") String dlqId, @Context ContainerRequestContext request) {
    request.setProperty(AuditFilter.OBJECT, dlqId);
    return Response.status(202)
        .entity(View.of().text("messageId", letters.sendAgain(dlqId)))
        .build();
  }

  /** Throws it away. */
  @DELETE
  @Path("{dlqId}")
  @Audited(value = "dead-letter.remove", of = "dead-letter")
  public void remove(@PathParam("dlqId") String dlqId, @Context ContainerRequestContext request) {
    request.setProperty(AuditFilter.OBJECT, dlqId);
    letters.remove(dlqId);
  }

  private static View view(DeadLetter letter) {
    GivenUp given = letter.given();
    View view = View.of()
        .number("id", letter.id())
        .text("dlqId", given.dlqId())
        .flag("keptByQStash", letter.isKeptByQStash())
        .text("messageId", given.message())
        .text("workflowId", given.workflow())
        .text("scheduleId", given.schedule())
        .text("dueTime", letter.dueTime())
        .text("madeAt", given.madeAt())
        .text("givenUpAt", given.at());
    given.status().ifPresent(status -> view.number("status", status));
    view.text("detail", given.detail());
    given.retried().ifPresent(times -> view.number("retried", times));
    return view.text("runId", given.run())
        .text("runState", letter.runState().map(View::word))
        .text("sentAgainAs", letter.sentAgainAs())
        .text("recoveredBy", letter.recoveredBy());
  }
}
