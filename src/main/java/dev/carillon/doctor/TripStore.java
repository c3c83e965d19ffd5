package dev.carillon.doctor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps trips: one may begin on this node and arrive on another. May be shared by threads and nodes. */
public interface TripStore {
  /** Keeps a trip that begins. */
  void add(Trip begun);

  /** Notes that QStash took it. */
  void sent(TripId id, Instant at, String messageId);

  /** Notes that QStash did not take it, and why. */
  void notSent(TripId id, String trouble, String detail);

  /** Notes that it came back; the first time counts. */
  Homecoming arrived(TripId id, Instant at);

  /** What is known of a trip that came back. */
  enum Homecoming {
    /** It was under way until now. */
    FIRST,
    /** It had come back before. */
    AGAIN,
    /** There is none of that id. */
    UNKNOWN
  }

  /** Returns a trip. */
  Optional<Trip> find(TripId id);

  /** Returns the newest trips, the newest first. */
  List<Trip> newest(int limit);

  /** Forgets the trips that began before an instant. */
  void forget(Instant before);
}
