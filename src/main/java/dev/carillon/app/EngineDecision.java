package dev.carillon.app;

/**
 * Which engine rings, and why.
 *
 * @param engine what rings
 * @param reason names the setting that decided it
 * @param provisional whether it is local only until the public URL is seen to lead back to this
 *     process
 */
record EngineDecision(Engine engine, String reason, boolean provisional) {
  static EngineDecision of(Engine engine, String reason) {
    return new EngineDecision(engine, reason, false);
  }

  /** Returns what holds once the public URL led back here. */
  EngineDecision proved() {
    return of(Engine.QSTASH, "APP_URL leads back to this process");
  }

  /** Returns the one line that tells mode and engine. */
  String announcement(Mode mode) {
    String who = engine == Engine.QSTASH ? "QStash rings" : "Quartz rings";
    if (mode == Mode.PRODUCTION) {
      return "Production mode: %s (%s)".formatted(who, reason);
    }
    return engine == Engine.QSTASH
        ? "Development mode: %s (%s)".formatted(who, reason)
        : "🧪 Development mode: QStash disabled, using Quartz fallback (%s)".formatted(reason);
  }
}
