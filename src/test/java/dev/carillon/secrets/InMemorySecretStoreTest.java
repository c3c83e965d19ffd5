package dev.carillon.secrets;

class InMemorySecretStoreTest implements SecretStoreContract {
  private final InMemorySecretStore store = new InMemorySecretStore();

  @Override
  public SecretStore secrets() {
    return store;
  }
}
