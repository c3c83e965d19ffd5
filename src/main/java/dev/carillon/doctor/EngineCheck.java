package dev.carillon.doctor;

/** Which engine rings. */
final class EngineCheck implements Check {
  private final Setup setup;

  EngineCheck(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Topic topic() {
    return Topic.ENGINE;
  }

  @Override
  public Finding examine() {
    String mode = setup.production() ? "production" : "development";
    Finding finding = setup.qstashRings()
        ? Finding.ok(
            "QStash rings, in %s mode: %s.", "Звонит QStash, режим %s: %s.", mode, setup.reason())
        : Finding.ok(
            "The built-in engine (Quartz) rings, in %s mode: %s.",
            "Звонит встроенный движок (Quartz), режим %s: %s.", mode, setup.reason());
    return finding
        .fact("engine", setup.engine().get())
        .fact("mode", mode)
        .fact("reason", setup.reason().en());
  }
}
