package dev.carillon.rest;

import dev.carillon.signature.Cause;
import dev.carillon.signature.RefusedDelivery;
import dev.carillon.signing.CauseWords;
import dev.carillon.signing.KeptRefusal;
import dev.carillon.signing.RefusalStore;
import dev.carillon.text.Bilingual;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** What was not let in, and why. */
@Path("api/refusals")
@Produces(MediaType.APPLICATION_JSON)
public final class RefusalsResource {
  private final RefusalStore refusals;

  /** Takes what it shows. */
  public RefusalsResource(RefusalStore refusals) {
    this.refusals = refusals;
  }

  /** Shows a page, the newest first. */
  @GET
  public View list(
      @QueryParam("cause") String cause,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    int count = Limits.of(limit);
    Optional<Long> place = Params.number("after", after);
    return View.page(
        refusals.list(Params.word("cause", cause, Cause.class), place, count + 1),
        count,
        RefusalsResource::refusal,
        it -> String.valueOf(it.id()));
  }

  private static View refusal(KeptRefusal kept) {
    RefusedDelivery last = kept.last();
    return View.of()
        .text("id", kept.id())
        .text("at", kept.firstAt())
        .text("lastAt", last.at())
        .number("count", kept.count())
        .text("route", last.route())
        .word("cause", last.cause())
        .part("text", words(CauseWords.what(last.cause())))
        .part("remedy", words(CauseWords.remedy(last.cause())))
        .text("guide", CauseWords.guide(last.cause()))
        .text("messageId", last.messageId())
        .text("scheduleId", last.sender().scheduleId())
        .text("workflowId", kept.workflow())
        .text("region", last.sender().region())
        .text("signed", last.mismatch().map(it -> it.signed()))
        .text("seen", last.mismatch().map(it -> it.seen()))
        .texts("keysTried", last.tried());
  }

  static View words(Bilingual words) {
    return View.of().text("en", words.en()).text("ru", words.ru());
  }
}
