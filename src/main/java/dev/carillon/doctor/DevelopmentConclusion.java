package dev.carillon.doctor;

import java.util.Map;

/** Whether development works. */
final class DevelopmentConclusion implements Conclusion {
  private final Setup setup;

  DevelopmentConclusion(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Topic topic() {
    return Topic.DEVELOPMENT;
  }

  @Override
  public Finding from(Map<Topic, Finding> found) {
    if (setup.production()) {
      return Finding.ok("This is production.", "Это боевой режим.");
    }
    return Failing.of(found)
        .orElseGet(() -> setup.qstashRings()
            ? Finding.ok(
                "QStash rings through the public URL: %s.",
                "QStash звонит через публичный адрес: %s.", setup.reason())
            : Finding.ok(
                "The built-in engine rings in QStash's place: %s. Activate a workflow, and it runs at its"
                    + " times.",
                "Вместо QStash звонит встроенный движок: %s. Включите процесс, и он пойдёт по расписанию.",
                setup.reason()));
  }
}
