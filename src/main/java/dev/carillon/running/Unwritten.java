package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Visits of one walk that are not committed yet. What has no effect outside the run may be lost in a
 * crash, for it comes out the same when it is done again; so many such visits share a commit. Before
 * anything is done outside, all of it is written. Shared by the branches of a walk.
 */
final class Unwritten {
  private static final int MANY = 200;
  private static final long LONG = Duration.ofMillis(100).toNanos();

  private final Consumer<Entries> write;
  private final List<Visit> visits = new ArrayList<>();
  private final Map<VisitKey, JsonNode> progress = new HashMap<>();
  private long since;

  Unwritten(Consumer<Entries> write) {
    this.write = write;
  }

  /** Takes a visit; it is committed by and by. */
  synchronized void add(Visit visit) {
    touch();
    visits.add(visit);
    if (visits.size() >= MANY || System.nanoTime() - since > LONG) {
      flush();
    }
  }

  /** Takes where a running block is by now. */
  synchronized void progress(VisitKey block, JsonNode now) {
    touch();
    progress.put(block, now);
  }

  /** Commits all that was taken. */
  synchronized void flush() {
    if (!visits.isEmpty() || !progress.isEmpty()) {
      write.accept(new Entries(visits, progress));
      visits.clear();
      progress.clear();
    }
  }

  private void touch() {
    if (visits.isEmpty() && progress.isEmpty()) {
      since = System.nanoTime();
    }
  }
}
