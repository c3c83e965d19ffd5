package dev.carillon.doctor;

import java.util.List;

/** Whether everything is set that the engine needs. */
final class SettingsCheck implements Check {
  private final Setup setup;

  SettingsCheck(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Topic topic() {
    return Topic.SETTINGS;
  }

  @Override
  public Finding examine() {
    Setup.Secrets secrets = setup.secrets();
    return found()
        .fact("publicUrl", setup.published())
        .fact("token", secrets.token())
        .fact("currentKey", secrets.currentKey())
        .fact("nextKey", secrets.nextKey());
  }

  private Finding found() {
    List<String> missing = setup.missing();
    String names = String.join(", ", missing);
    if (setup.qstashRings() && !missing.isEmpty()) {
      return Finding.failing(
              "QStash rings, but these are not set: %s.", "Звонит QStash, но не задано: %s.", names)
          .remedy("Set %s and restart.", "Задайте %s и перезапустите.", names);
    }
    if (!setup.warnings().isEmpty()) {
      String all = String.join("; ", setup.warnings());
      return Finding.warning("Some settings are odd: %s.", "Некоторые настройки странны: %s.", all);
    }
    if (missing.isEmpty()) {
      return Finding.ok("Everything that QStash needs is set.", "Всё, что нужно QStash, задано.");
    }
    return Finding.ok(
        "Everything that the local engine needs is set. QStash would also need: %s.",
        "Всё, что нужно встроенному движку, задано. Для QStash понадобится ещё: %s.", names);
  }
}
