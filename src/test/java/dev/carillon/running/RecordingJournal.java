package dev.carillon.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.RunId;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitKey;
import dev.carillon.run.VisitState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A journal that remembers, run by run, what was written in each commit. */
public final class RecordingJournal implements Journal {
  private final Journal inner;
  private final Map<RunId, List<Entries>> commits = new ConcurrentHashMap<>();

  /** Writes to another one. */
  public RecordingJournal(Journal inner) {
    this.inner = inner;
  }

  public List<Entries> commits(RunId run) {
    return commits.getOrDefault(run, List.of());
  }

  @Override
  public Extent write(Lease lease, Entries entries, Instant now) {
    Extent extent = inner.write(lease, entries, now);
    remember(lease.run(), entries);
    return extent;
  }

  private void remember(RunId run, Entries entries) {
    if (!entries.isEmpty()) {
      commits.computeIfAbsent(run, it -> new CopyOnWriteArrayList<>()).add(entries);
    }
  }

  @Override
  public Optional<Visit> last(RunId run, String block) {
    return inner.last(run, block);
  }

  @Override
  public Optional<Visit> find(RunId run, VisitKey key) {
    return inner.find(run, key);
  }

  @Override
  public int visits(RunId run, String block, String task) {
    return inner.visits(run, block, task);
  }

  @Override
  public Optional<JsonNode> context(RunId run) {
    return inner.context(run);
  }

  @Override
  public Map<String, JsonNode> outputs(RunId run, Set<String> names) {
    return inner.outputs(run, names);
  }

  @Override
  public Extent extent(RunId run) {
    return inner.extent(run);
  }

  @Override
  public List<RunId> breakOff(Lease lease, String block, String reason, Instant now) {
    List<RunId> ended = inner.breakOff(lease, block, reason, now);
    List<Visit> canceled = inner.page(lease.run(), 0, 10_000).stream()
        .map(Entry::visit)
        .filter(it -> it.state() == VisitState.CANCELED)
        .toList();
    remember(lease.run(), new Entries(canceled, Map.of()));
    return ended;
  }

  @Override
  public List<Entry> page(RunId run, long offset, int limit) {
    return inner.page(run, offset, limit);
  }

  @Override
  public List<Entry> newest(RunId run, int limit) {
    return inner.newest(run, limit);
  }
}
