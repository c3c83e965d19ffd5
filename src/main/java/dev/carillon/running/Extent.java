package dev.carillon.running;

/**
 * How much a run's journal holds.
 *
 * @param steps visits, each once however often it was written
 * @param volume characters of JSON and log; a large value that many steps share counts once
 */
public record Extent(long steps, long volume) {
  /** An empty journal. */
  public static final Extent NONE = new Extent(0, 0);
}
