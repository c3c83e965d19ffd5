package dev.carillon.doctor;

final class InMemoryTripStoreTest implements TripStoreContract {
  private final TripStore trips = new InMemoryTripStore();

  @Override
  public TripStore trips() {
    return trips;
  }
}
