package dev.carillon.app;

import dev.carillon.text.Bilingual;

/**
 * Which engine rings, and why.
 *
 * @param engine what rings
 * @param why names the setting that decided it
 * @param provisional whether it is local only until the public URL is seen to lead back to this
 *     process
 * @param chosen whether somebody chose it, and it was not found out
 */
record EngineDecision(Engine engine, Bilingual why, boolean provisional, boolean chosen) {
  static EngineDecision of(Engine engine, String en, String ru) {
    return new EngineDecision(engine, Bilingual.of(en, ru), false, false);
  }

  /** Returns the reason for those who read the log or the API. */
  String reason() {
    return why.en();
  }

  /** Returns what somebody chose by {@code CARILLON_ENGINE}. */
  static EngineDecision chosen(Engine engine) {
    return new EngineDecision(
        engine,
        Bilingual.of("CARILLON_ENGINE is %s", "CARILLON_ENGINE равен %s", engine.word()),
        false,
        true);
  }

  /** Returns what holds once the public URL led back here. */
  EngineDecision proved() {
    return of(
        Engine.QSTASH, "APP_URL leads back to this process", "APP_URL ведёт к этому процессу");
  }

  /** Returns the one line that tells mode and engine. */
  String announcement(Mode mode) {
    String who = engine == Engine.QSTASH ? "QStash rings" : "Quartz rings";
    if (mode == Mode.PRODUCTION) {
      return "Production mode: %s (%s)".formatted(who, reason());
    }
    return engine == Engine.QSTASH
        ? "Development mode: %s (%s)".formatted(who, reason())
        : "🧪 Development mode: QStash disabled, using Quartz fallback (%s)".formatted(reason());
  }
}
