package dev.carillon.access;

import java.util.List;
import java.util.Optional;

/** Who changed what. May be shared by threads and nodes. */
public interface AuditLog {
  /** Writes an entry down; entries are never changed. */
  void add(AuditEntry entry);

  /**
   * Returns a page, the newest first.
   *
   * @param object only what concerns this; empty for all
   * @param before only those with a smaller number
   */
  List<Kept> list(Optional<String> object, Optional<Long> before, int limit);

  /**
   * An entry as it is kept.
   *
   * @param number grows with the order of writing
   */
  record Kept(long number, AuditEntry entry) {}
}
