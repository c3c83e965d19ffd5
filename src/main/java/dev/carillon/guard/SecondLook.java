package dev.carillon.guard;

import dev.carillon.signature.Verdict;
import dev.carillon.signing.KeyRing;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Holds a request, without a thread, until the signing keys were read again, and has it judged once
 * more. If that takes too long, the first verdict stands.
 */
final class SecondLook implements AsyncListener {
  /** Keys can be rotated twice in a row while one reads them: then it is worth another look. */
  private static final int MOST_READINGS = 3;

  private final AtomicBoolean over = new AtomicBoolean();
  private final AsyncContext waiting;
  private final HeldRequest held;
  private final SignatureGate gate;
  private volatile Verdict verdict;

  private SecondLook(AsyncContext waiting, HeldRequest held, Verdict verdict, SignatureGate gate) {
    this.waiting = waiting;
    this.held = held;
    this.verdict = verdict;
    this.gate = gate;
  }

  /** Lets a request wait; it is dispatched again when its verdict is found. */
  static void wait(
      HttpServletRequest request,
      HeldRequest held,
      Verdict first,
      SignatureGate gate,
      CompletionStage<KeyRing.Reading> otherKeys) {
    AsyncContext waiting = request.startAsync();
    waiting.setTimeout(gate.patience().toMillis());
    SecondLook look = new SecondLook(waiting, held, first, gate);
    waiting.addListener(look);
    look.after(otherKeys, 1);
  }

  private void after(CompletionStage<KeyRing.Reading> otherKeys, int readings) {
    otherKeys.whenComplete((read, broken) -> {
      verdict = gate.judge(held);
      var more = readings < MOST_READINGS && read != null && read.changed()
          ? gate.otherKeys(verdict)
          : Optional.<CompletionStage<KeyRing.Reading>>empty();
      more.ifPresentOrElse(again -> after(again, readings + 1), this::end);
    });
  }

  private void end() {
    if (over.compareAndSet(false, true)) {
      held.isJudged(verdict);
      waiting.dispatch();
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    end();
  }

  @Override
  public void onError(AsyncEvent event) {
    over.set(true);
  }

  @Override
  public void onComplete(AsyncEvent event) {
    over.set(true);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // Somebody behind us starts anew; our part is over by then.
  }
}
