package dev.carillon.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link AuditLog} promises. */
public interface AuditLogContract {
  Instant WHEN = Instant.parse("2026-11-22T12:00:00Z");

  /** Returns the log under test, empty, and the same one for the whole of a test. */
  AuditLog audit();

  @Test
  default void anEntryIsFoundAsItWasWritten() {
    AuditEntry entry = entry("schedule hello", Optional.of("{\"active\":false}"));

    audit().add(entry);

    assertThat(audit().list(Optional.empty(), Optional.empty(), 10))
        .singleElement()
        .extracting(AuditLog.Kept::entry)
        .isEqualTo(entry);
  }

  @Test
  default void entriesAreListedInPagesTheNewestFirst() {
    for (String object : List.of("one", "two", "one", "two", "one")) {
      audit().add(entry(object, Optional.empty()));
    }

    List<AuditLog.Kept> first = audit().list(Optional.empty(), Optional.empty(), 3);
    List<AuditLog.Kept> second =
        audit().list(Optional.empty(), Optional.of(first.get(2).number()), 3);

    assertThat(first).extracting(it -> it.entry().object()).containsExactly("one", "two", "one");
    assertThat(second).extracting(it -> it.entry().object()).containsExactly("two", "one");
    assertThat(audit().list(Optional.of("two"), Optional.empty(), 9)).hasSize(2);
  }

  @Test
  default void whatIsTooLongIsCut() {
    audit().add(entry("x".repeat(5000), Optional.of("y".repeat(50_000))));

    AuditEntry kept = audit().list(Optional.empty(), Optional.empty(), 1).get(0).entry();
    assertThat(kept.object()).hasSize(255).endsWith("…");
    assertThat(kept.before().orElseThrow()).hasSize(20_000).endsWith("…");
  }

  @Test
  default void whatNoDatabaseKeepsIsReplaced() {
    audit().add(entry("a\0b", Optional.of("c\0")));

    AuditEntry kept =
        audit().list(Optional.of("a\0b"), Optional.empty(), 1).get(0).entry();
    assertThat(kept.object()).isEqualTo("a\uFFFDb");
    assertThat(kept.before()).contains("c\uFFFD");
  }

  private static AuditEntry entry(String object, Optional<String> before) {
    return new AuditEntry(
        WHEN, "admin", "schedule.activate", object, before, Optional.of("{\"active\":true}"));
  }
}
