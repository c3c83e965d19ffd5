package dev.carillon.running;

import dev.carillon.function.CancelSignal;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The word that ends a piece of work early, said by one thread and heard by another.
 *
 * <p>May be shared by threads. It is said once and stays said. Work that blocks leaves a {@link
 * CancelSignal.Hook hook} that unblocks it; work that goes in steps asks {@link #isCancelled()} between them.
 */
public final class Cancellation implements CancelSignal {
  private static final Cancellation NEVER = new Cancellation();

  private final Set<Runnable> hooks = new LinkedHashSet<>();
  private boolean cancelled;

  /** Returns the one that cannot be cancelled and keeps no hooks. */
  public static Cancellation never() {
    return NEVER;
  }

  /** Cancels: runs what waits for it, in this thread, each at most once. A second call does nothing. */
  public void cancel() {
    if (this == NEVER) {
      throw new IllegalStateException("what is never cancelled was cancelled");
    }
    Set<Runnable> waiting;
    synchronized (hooks) {
      cancelled = true;
      waiting = new LinkedHashSet<>(hooks);
      hooks.clear();
    }
    waiting.forEach(Runnable::run);
  }

  @Override
  public boolean isCancelled() {
    synchronized (hooks) {
      return cancelled;
    }
  }

  @Override
  public Hook onCancel(Runnable action) {
    // A wrapper of its own, so that the same action may be left twice and taken back once.
    Runnable hook = () -> action.run();
    if (this == NEVER) {
      return () -> {};
    }
    synchronized (hooks) {
      if (!cancelled) {
        hooks.add(hook);
        return () -> remove(hook);
      }
    }
    action.run();
    return () -> {};
  }

  private void remove(Runnable hook) {
    synchronized (hooks) {
      hooks.remove(hook);
    }
  }
}
