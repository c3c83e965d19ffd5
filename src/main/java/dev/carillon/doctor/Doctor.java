package dev.carillon.doctor;

import dev.carillon.doctor.Report.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets all checks look, side by side on a few threads, and waits for none of them for long. A report
 * is given again for ten seconds, so that nobody who looks often makes us ask others often. A check
 * that still looks is not sent once more. May be shared by threads.
 */
public final class Doctor {
  /** How long a check is waited for. */
  public static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final Logger LOG = LoggerFactory.getLogger(Doctor.class);
  private static final Duration FRESH = Duration.ofSeconds(10);
  private static final int THREADS = 6;

  private final List<Check> checks;
  private final List<Conclusion> conclusions;
  private final Clock clock;
  private final Duration patience;
  private final ThreadPoolExecutor threads;
  private final Map<Topic, CompletableFuture<Entry>> looking = new EnumMap<>(Topic.class);
  private Optional<Report> last = Optional.empty();

  /** Takes who looks, and who draws conclusions from that. */
  public Doctor(List<Check> checks, List<Conclusion> conclusions, Clock clock) {
    this(checks, conclusions, clock, PATIENCE);
  }

  Doctor(List<Check> checks, List<Conclusion> conclusions, Clock clock, Duration patience) {
    this.checks = List.copyOf(checks);
    this.conclusions = List.copyOf(conclusions);
    this.clock = clock;
    this.patience = patience;
    this.threads = new ThreadPoolExecutor(
        THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
          Thread thread = new Thread(work, "carillon-doctor");
          thread.setDaemon(true);
          return thread;
        });
    threads.allowCoreThreadTimeOut(true);
  }

  /** Returns a report that is ten seconds old at most; who asks meanwhile waits for the same one. */
  public synchronized Report report() {
    Instant now = clock.instant();
    Optional<Report> fresh =
        last.filter(it -> !it.at().isAfter(now) && it.at().plus(FRESH).isAfter(now));
    if (fresh.isEmpty()) {
      last = Optional.of(look(now));
    }
    return last.orElseThrow();
  }

  private Report look(Instant now) {
    checks.forEach(this::send);
    long end = System.nanoTime() + patience.toNanos();
    List<Entry> entries = new ArrayList<>();
    Map<Topic, Finding> found = new EnumMap<>(Topic.class);
    for (Check check : checks) {
      Entry entry = await(check, end);
      entries.add(entry);
      found.put(entry.topic(), entry.finding());
    }
    conclusions.forEach(it -> entries.add(new Entry(it.topic(), it.from(found), Duration.ZERO)));
    entries.sort(Comparator.comparing(Entry::topic));
    return new Report(now, entries);
  }

  private void send(Check check) {
    CompletableFuture<Entry> before = looking.get(check.topic());
    if (before != null && !before.isDone()) {
      return;
    }
    CompletableFuture<Entry> sent = new CompletableFuture<>();
    looking.put(check.topic(), sent);
    try {
      threads.execute(() -> sent.complete(examined(check)));
    } catch (RejectedExecutionException stopping) {
      sent.complete(new Entry(
          check.topic(),
          Finding.unknown("Carillon is stopping.", "Carillon останавливается."),
          Duration.ZERO));
    }
  }

  private static Entry examined(Check check) {
    long begun = System.nanoTime();
    Finding finding;
    try {
      finding = check.examine();
    } catch (RuntimeException | LinkageError broken) {
      LOG.warn("the check \"{}\" broke", check.topic().word(), broken);
      finding = Finding.unknown(
              "This could not be looked at: something broke here.",
              "Посмотреть не удалось: что-то сломалось у нас.")
          .remedy("The log tells more.", "Подробности в журнале.");
    }
    return new Entry(check.topic(), finding, Duration.ofNanos(System.nanoTime() - begun));
  }

  private Entry await(Check check, long end) {
    try {
      long left = Math.max(0, end - System.nanoTime());
      return looking.get(check.topic()).get(left, TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException late) {
      return late(check);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return late(check);
    }
  }

  private Entry late(Check check) {
    Finding finding = Finding.unknown(
        "No answer came within %d s.", "За %d с ответа не пришло.", patience.toSeconds());
    return new Entry(check.topic(), finding, patience);
  }

  /** Lets nobody look any more. May come twice, and first. */
  public void stop() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
