package dev.carillon.running;

import dev.carillon.run.RunId;
import dev.carillon.workflow.WorkflowId;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/**
 * Tells whoever watches that something is worth looking at again. It says what, not how it stands:
 * the store is the truth. May be shared by threads; knows of this node's doings only.
 */
public final class Changes {
  private final Set<Consumer<Change>> watchers = new CopyOnWriteArraySet<>();

  /**
   * What changed.
   *
   * @param workflow whose run or schedule
   * @param run which run; null if it is the workflow or its schedule
   */
  public record Change(WorkflowId workflow, RunId run) {}

  /** Tells all watchers, in this thread. */
  public void tell(Change change) {
    watchers.forEach(watcher -> watcher.accept(change));
  }

  /**
   * Begins to tell a watcher.
   *
   * @param watcher must be quick and must not throw
   * @return ends it
   */
  public Runnable watch(Consumer<Change> watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }
}
