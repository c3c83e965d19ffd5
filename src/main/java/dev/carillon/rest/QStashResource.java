package dev.carillon.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.delivery.Answer;
import dev.carillon.delivery.Answer.Verdict;
import dev.carillon.delivery.DeadLetter.GivenUp;
import dev.carillon.delivery.Delivery;
import dev.carillon.delivery.DeliveryId;
import dev.carillon.doctor.TripId;
import dev.carillon.doctor.TripStore.Homecoming;
import dev.carillon.job.Health;
import dev.carillon.run.MessageId;
import dev.carillon.run.Run;
import dev.carillon.running.Arrival;
import dev.carillon.running.DeadLetters;
import dev.carillon.running.Deliveries;
import dev.carillon.running.DeliveryLog;
import dev.carillon.running.Runs;
import dev.carillon.running.StoreUnavailableException;
import dev.carillon.signature.SignedRequest;
import dev.carillon.watching.Losses;
import dev.carillon.workflow.WorkflowId;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The routes that QStash calls. Whatever comes here was signed, and the filter in front made sure of
 * it; no thread waits while a run is waited for.
 */
@Path("api")
public final class QStashResource {
  private final Runs running;
  private final DeliveryLog deliveries;
  private final DeadLetters letters;
  private final Losses losses;
  private final SignedArrivals arrivals;
  private final JsonBodies bodies;
  private final Function<WorkflowId, CompletionStage<Optional<Health>>> health;
  private final Supplier<String> installation;
  private final Consumer<SignedRequest> replays;
  private final Probes probes;
  private final Clock clock;

  /**
   * Takes where to hand in.
   *
   * @param health tells how a workflow feels; nothing if there is none
   * @param installation gives ours, as our schedules carry it; asked at each message
   * @param namespace prefix of our schedules' names
   * @param replays is told of tokens that came before with another message
   * @param probe is told of test messages that came back, and tells what it knows of them
   */
  public QStashResource(
      Runs running,
      DeliveryLog deliveries,
      DeadLetters letters,
      Losses losses,
      Function<WorkflowId, CompletionStage<Optional<Health>>> health,
      ObjectMapper json,
      Supplier<String> installation,
      String namespace,
      Consumer<SignedRequest> replays,
      Function<TripId, Homecoming> probe,
      Clock clock) {
    this.running = running;
    this.deliveries = deliveries;
    this.letters = letters;
    this.losses = losses;
    this.arrivals = new SignedArrivals(running, json, installation, namespace, clock);
    this.bodies = new JsonBodies(json);
    this.health = health;
    this.installation = installation;
    this.replays = replays;
    this.probes = new Probes(bodies, installation, probe);
    this.clock = clock;
  }

  /** Runs the workflow that the body names. */
  @POST
  @ForAnybody
  @Path("qstash/webhook")
  @Consumes(MediaType.WILDCARD)
  public void webhook(@Context ContainerRequestContext request, @Suspended AsyncResponse waiting) {
    SignedRequest signed = signed(request);
    Optional<Answer> probe = probes.answer(signed);
    if (probe.isPresent()) {
      probed(signed, probe.get(), waiting);
    } else {
      take("webhook", signed, arrivals::webhook, waiting);
    }
  }

  /** The first arrival is kept; a captured one that comes again fills no records. */
  private void probed(SignedRequest signed, Answer answer, AsyncResponse waiting) {
    Answer given = answer;
    try {
      if (!answer.duplicate() && answer.verdict() != Verdict.UNAVAILABLE) {
        note("webhook", signed, answer);
      }
    } catch (StoreUnavailableException away) {
      given = Deliveries.unavailable(SignedArrivals.retried(signed));
    }
    waiting.resume(Answers.of("webhook", SignedArrivals.message(signed), given));
  }

  /** Runs the workflow that the address names, whether or not a schedule of ours is active. */
  @POST
  @ForAnybody
  @Path("jobs/{id}")
  @Consumes(MediaType.WILDCARD)
  public void job(
      @PathParam("id") String id,
      @Context ContainerRequestContext request,
      @Suspended AsyncResponse waiting) {
    take("jobs", signed(request), it -> arrivals.job(it, named(id)), waiting);
  }

  private static WorkflowId named(String id) {
    try {
      return new WorkflowId(id);
    } catch (IllegalArgumentException wrong) {
      throw new RefusedMessageException(wrong.getMessage());
    }
  }

  private void take(
      String route,
      SignedRequest signed,
      Function<SignedRequest, Arrival> reader,
      AsyncResponse waiting) {
    MessageId message = SignedArrivals.message(signed);
    try {
      running.deliveries().take(reader.apply(signed)).whenComplete((answer, broken) -> {
        if (broken != null) {
          waiting.resume(broken);
        } else {
          if (answer.verdict() == Verdict.REPLAYED) {
            replays.accept(signed);
          }
          waiting.resume(Answers.of(route, message, answer));
        }
      });
    } catch (StoreUnavailableException away) {
      Answer answer = Deliveries.unavailable(SignedArrivals.retried(signed));
      waiting.resume(Answers.of(route, message, answer));
    } catch (RefusedMessageException refused) {
      Answer answer = Answer.without(Verdict.REFUSED, refused.getMessage());
      note(route, signed, answer);
      waiting.resume(Answers.of(route, message, answer));
    }
  }

  /** Tells that the route is there; a schedule made with the wrong method must not look green. */
  @GET
  @Path("jobs/{id}")
  public void health(
      @PathParam("id") String id,
      @Context ContainerRequestContext request,
      @Suspended AsyncResponse waiting) {
    if (request.getProperty(SignedRequest.ATTRIBUTE) instanceof SignedRequest signed) {
      Answer answer = Answer.without(Verdict.REFUSED, "set Upstash-Method to POST");
      note("jobs", signed, answer);
      waiting.resume(Answers.of("jobs", SignedArrivals.message(signed), answer));
      return;
    }
    health
        .apply(Params.workflow(id))
        .thenAccept(told ->
            waiting.resume(told.map(QStashResource::healthy).orElseGet(QStashResource::unknown)));
  }

  /** Anybody may ask, so why it fails is not told here. */
  private static Response healthy(Health health) {
    return Response.status(health.isOk() ? 200 : 503)
        .type(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(View.of().text("status", health.isOk() ? "ok" : "failing"))
        .build();
  }

  private static Response unknown() {
    return Problem.of(404, "unknown-workflow", "There is no such workflow")
        .detail("no workflow, and no job in code, has this id")
        .answer()
        .build();
  }

  /** Takes a message back that QStash gave up; the same one twice changes nothing more. */
  @POST
  @ForAnybody
  @Path("qstash/failure")
  @Consumes(MediaType.WILDCARD)
  public Response failure(@Context ContainerRequestContext request) {
    SignedRequest signed = signed(request);
    try {
      Answer answer = givenUp(signed);
      note("failure", signed, answer);
      return Answers.of("failure", SignedArrivals.message(signed), answer);
    } catch (StoreUnavailableException away) {
      Answer answer = Deliveries.unavailable(SignedArrivals.retried(signed));
      return Answers.of("failure", SignedArrivals.message(signed), answer);
    }
  }

  private Answer givenUp(SignedRequest signed) {
    FailureNotice notice;
    try {
      notice = FailureNotice.read(bodies, signed.body());
    } catch (InvalidBodyException | IllegalArgumentException wrong) {
      return Answer.without(Verdict.REFUSED, wrong.getMessage());
    }
    String ours = installation.get();
    if (notice.isOfAnother(ours)) {
      return Answer.without(Verdict.SKIPPED, "the message is of another installation");
    }
    if (notice.isNudgeOf(ours)) {
      return Answer.without(Verdict.SKIPPED, "a nudge was lost; our own timers wake its run");
    }
    // Its run is ours whatever the message says: it is known by the message's id.
    Optional<Run> run = running.adopt(notice.message());
    GivenUp letter = notice.letter(ours, run, clock.instant());
    letters.keep(letter);
    return run.map(it -> Answer.about(it.id(), Verdict.ACCEPTED))
        .orElseGet(() -> lost(letter, notice.revision()));
  }

  private Answer lost(GivenUp letter, int revision) {
    String what = "message " + letter.message().orElseThrow() + " never made a run here";
    return losses
        .givenUp(letter, revision)
        .map(due -> new Answer(
            Verdict.SKIPPED,
            due.run(),
            Optional.of(
                what + "; its due time " + due.dueTime() + " is " + View.word(due.verdict())),
            false,
            Optional.empty()))
        .orElseGet(() -> Answer.without(Verdict.SKIPPED, what));
  }

  private void note(String route, SignedRequest signed, Answer answer) {
    deliveries.note(
        new Delivery(
            new DeliveryId(0),
            Optional.of(SignedArrivals.message(signed)),
            SignedArrivals.retried(signed),
            route,
            clock.instant(),
            answer.run(),
            OptionalInt.of(answer.status()),
            Optional.of(answer.verdict()),
            answer.detail()),
        clock.instant());
  }

  /** The filter lets nothing else through; should it ever be missing, nobody gets in. */
  private static SignedRequest signed(ContainerRequestContext request) {
    if (request.getProperty(SignedRequest.ATTRIBUTE) instanceof SignedRequest signed) {
      return signed;
    }
    throw new jakarta.ws.rs.NotAuthorizedException(
        Problem.of(401, "signature-refused", "The request is not signed")
            .detail("this route takes what QStash signed, in the header Upstash-Signature")
            .answer()
            .build());
  }
}
