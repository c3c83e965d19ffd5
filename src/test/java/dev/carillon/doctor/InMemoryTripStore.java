package dev.carillon.doctor;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Trips in a map. */
final class InMemoryTripStore implements TripStore {
  private final Map<TripId, Trip> trips = new ConcurrentHashMap<>();

  @Override
  public void add(Trip begun) {
    trips.put(begun.id(), begun);
  }

  @Override
  public void sent(TripId id, Instant at, String messageId) {
    trips.computeIfPresent(
        id,
        (key, it) -> new Trip(
            id,
            it.startedAt(),
            Optional.of(at),
            Optional.of(messageId),
            it.arrivedAt(),
            it.trouble(),
            it.detail()));
  }

  @Override
  public void notSent(TripId id, String trouble, String detail) {
    trips.computeIfPresent(
        id,
        (key, it) -> new Trip(
            id,
            it.startedAt(),
            it.sentAt(),
            it.messageId(),
            it.arrivedAt(),
            Optional.of(trouble),
            Optional.of(detail)));
  }

  @Override
  public synchronized Homecoming arrived(TripId id, Instant at) {
    Trip trip = trips.get(id);
    if (trip == null) {
      return Homecoming.UNKNOWN;
    }
    if (trip.arrivedAt().isPresent()) {
      return Homecoming.AGAIN;
    }
    trips.computeIfPresent(
        id,
        (key, it) -> new Trip(
            id,
            it.startedAt(),
            it.sentAt(),
            it.messageId(),
            Optional.of(at),
            it.trouble(),
            it.detail()));
    return Homecoming.FIRST;
  }

  @Override
  public Optional<Trip> find(TripId id) {
    return Optional.ofNullable(trips.get(id));
  }

  @Override
  public List<Trip> newest(int limit) {
    return trips.values().stream()
        .sorted(Comparator.comparing(Trip::startedAt).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public void forget(Instant before) {
    trips.values().removeIf(it -> it.startedAt().isBefore(before));
  }
}
