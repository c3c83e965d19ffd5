package dev.carillon.function;

/**
 * Tells work that it is not wanted any more: its run was ended by somebody, its time is up, or the
 * process stops. It is given once and stays given. May be shared by threads.
 */
public interface CancelSignal {
  /** Returns whether it was given; to be asked between the steps of long work. */
  boolean isCancelled();

  /**
   * Runs something when it is given, at once if it already was.
   *
   * @param action short, and without exceptions: it runs in the thread that cancels
   * @return takes the action back; close it when the work is over
   */
  Hook onCancel(Runnable action);

  /** An action that waits for the signal. */
  @FunctionalInterface
  interface Hook extends AutoCloseable {
    /** Takes the action back; when it already ran, or is running, nothing changes. */
    @Override
    void close();
  }
}
