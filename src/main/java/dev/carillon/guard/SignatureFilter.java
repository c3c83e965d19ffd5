package dev.carillon.guard;

import dev.carillon.signature.SignedRequest;
import dev.carillon.signature.Verdict;
import dev.carillon.signing.KeyRing;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Lets in what QStash signed, and nothing else. Whoever comes behind finds the request as a {@link
 * SignedRequest} in the attribute {@link SignedRequest#ATTRIBUTE}, and its body unread.
 *
 * <p>Whoever would be refused whatever the body is, is so by the head alone, and nothing of the body
 * is kept. Else it is read without a thread before anything of it is parsed; then the request is
 * dispatched again and judged. So it has to be mapped with {@code asyncSupported} for the dispatcher types
 * REQUEST and ASYNC, and whoever comes behind may start asynchronous work as usual. It can be mapped
 * by anybody, before their own resource: it judges by the {@link SignatureGate} that stands in the
 * servlet context, and answers 503 while there is none.
 *
 * <p>A signature that fits no key may be made with a newer one: the request then waits, without a
 * thread and for {@link SignatureGate#PATIENCE} at most, until the keys were read again.
 *
 * <p>The refused learn nothing but that they were; the cause goes to log and records.
 */
public final class SignatureFilter implements Filter {
  /**
   * The init parameter that lets reads (GET, HEAD, OPTIONS) without a signature pass, unsigned: the
   * attribute is not set then. Default {@code false}.
   */
  public static final String OPEN_READS = "open-reads";

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private boolean openReads;

  /** Everything has to be signed, unless the init parameter says otherwise. */
  public SignatureFilter() {
    this(false);
  }

  /** Takes what the init parameter would say; that still decides where it is given. */
  public SignatureFilter(boolean openReads) {
    this.openReads = openReads;
  }

  @Override
  public void init(FilterConfig config) {
    Optional.ofNullable(config.getInitParameter(OPEN_READS))
        .ifPresent(value -> openReads = Boolean.parseBoolean(value));
  }

  @Override
  public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain)
      throws IOException, ServletException {
    var request = (HttpServletRequest) any;
    var response = (HttpServletResponse) answer;
    Optional<HeldRequest> held = HeldRequest.of(request);
    if (held.isPresent() && request.getDispatcherType() == DispatcherType.ASYNC) {
      resume(held.get(), request, response, chain);
    } else if (openReads && isUnsignedRead(request)) {
      chain.doFilter(request, response);
    } else {
      hold(request, response);
    }
  }

  private static boolean isUnsignedRead(HttpServletRequest request) {
    return READS.contains(request.getMethod()) && request.getHeader(HeldRequest.SIGNATURE) == null;
  }

  private static void hold(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<SignatureGate> gate = gate(request);
    if (gate.isEmpty()) {
      Unread.answer(Problem.NOT_STARTED, request, response);
      return;
    }
    HeldRequest held = HeldRequest.hold(request);
    Optional<WaitingRoom.Guests> guests = gate.get().room(held);
    if (guests.isEmpty()) {
      Unread.answer(Problem.SIGNATURE_REFUSED, request, response);
      return;
    }
    AsyncContext waiting = request.startAsync();
    BodyReader.read(
        request,
        waiting,
        guests.get(),
        gate.get().limits(),
        held.coming(),
        end -> goOn(end, held, waiting, response));
  }

  private static void goOn(
      BodyReader.End end, HeldRequest held, AsyncContext waiting, HttpServletResponse response)
      throws IOException {
    if (end == BodyReader.End.WHOLE) {
      held.isWhole();
      waiting.dispatch();
    } else {
      Unread.giveUp(Unread.problemOf(end), response, waiting);
    }
  }

  private static void resume(
      HeldRequest held, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getAttribute(SignedRequest.ATTRIBUTE) != null) {
      // Judged already: the filter is mapped twice, or somebody behind it dispatched once more.
      chain.doFilter(held.replayedBy(request), response);
    } else if (!held.path().equals(RequestPath.of(request))) {
      // What was asked for is not where the dispatch led.
      Problem.AMBIGUOUS_PATH.answer(response);
    } else {
      judge(held, request, response, chain);
    }
  }

  private static void judge(
      HeldRequest held, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<SignatureGate> gate = gate(request);
    if (gate.isEmpty()) {
      Problem.NOT_STARTED.answer(response);
      return;
    }
    if (held.verdict().isEmpty()) {
      Verdict verdict = gate.get().judge(held);
      Optional<CompletionStage<KeyRing.Reading>> otherKeys = gate.get().otherKeys(verdict);
      if (otherKeys.isPresent()) {
        SecondLook.wait(request, held, verdict, gate.get(), otherKeys.get());
        return;
      }
      held.isJudged(verdict);
    }
    Optional<SignedRequest> signed = gate.get().conclude(held, held.verdict().orElseThrow());
    if (signed.isEmpty()) {
      Problem.SIGNATURE_REFUSED.answer(response);
      return;
    }
    request.setAttribute(SignedRequest.ATTRIBUTE, signed.get());
    chain.doFilter(held.replayedBy(request), response);
  }

  private static Optional<SignatureGate> gate(HttpServletRequest request) {
    return Optional.ofNullable(
        (SignatureGate) request.getServletContext().getAttribute(SignatureGate.ATTRIBUTE));
  }
}
