package dev.carillon.scheduling;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps where this installation is reached, and was. May be shared by threads and nodes. */
public interface Whereabouts {
  /** Returns all public URLs at which it ever was, the present ones too. */
  List<String> all();

  /** Returns the public URLs at which it was when it was last known to be the original. */
  List<String> present();

  /** Notes where it is; what was present and is not among these is a former URL from now on. */
  void at(List<String> urls, Instant now);

  /** Returns what is known of the original, if this database was seen to be a copy. */
  Optional<Copied> copied();

  /**
   * A database that is a copy.
   *
   * @param of the public URL at which the original answered
   * @param since when that was seen first
   */
  record Copied(String of, Instant since) {}

  /** Notes that it is a copy; a second time changes nothing. */
  void copied(Copied copied);

  /** Notes that it is the original now, and where it is. */
  void original(List<String> urls, Instant now);
}
