package dev.carillon.signing;

final class InMemoryRefusalStoreTest implements RefusalStoreContract {
  private final RefusalStore refusals = new InMemoryRefusalStore();

  @Override
  public RefusalStore refusals() {
    return refusals;
  }
}
