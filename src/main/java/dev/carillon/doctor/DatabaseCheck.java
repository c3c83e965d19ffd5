package dev.carillon.doctor;

import dev.carillon.running.StoreUnavailableException;

/** Whether the database answers, and how fast. */
final class DatabaseCheck implements Check {
  private static final long SLOW_MILLIS = 500;

  private final DatabaseProbe database;

  DatabaseCheck(DatabaseProbe database) {
    this.database = database;
  }

  @Override
  public Topic topic() {
    return Topic.DATABASE;
  }

  @Override
  public Finding examine() {
    long begun = System.nanoTime();
    try {
      DatabaseProbe.Pulse pulse = database.ask();
      long millis = (System.nanoTime() - begun) / 1_000_000;
      return judged(pulse, millis)
          .fact("kind", pulse.kind())
          .fact("version", pulse.version())
          .fact("latencyMs", millis)
          .fact("shared", pulse.shared());
    } catch (StoreUnavailableException away) {
      return Finding.failing("The database does not answer.", "База данных не отвечает.")
          .remedy(
              "Look whether it runs and is reached: DATABASE_URL, DATABASE_USER, DATABASE_PASSWORD."
                  + " Deliveries are answered 503 meanwhile, and QStash comes again.",
              "Проверьте, работает ли она и доступна ли: DATABASE_URL, DATABASE_USER,"
                  + " DATABASE_PASSWORD. Доставкам пока отвечают 503, и QStash придёт снова.");
    }
  }

  private static Finding judged(DatabaseProbe.Pulse pulse, long millis) {
    if (millis > SLOW_MILLIS) {
      return Finding.warning(
              "%s %s answers, but needed %d ms.",
              "%s %s отвечает, но за %d мс.", pulse.kind(), pulse.version(), millis)
          .remedy("Look at its load and at the way to it.", "Проверьте её нагрузку и путь к ней.");
    }
    return pulse.shared()
        ? Finding.ok(
            "%s %s answers within %d ms.",
            "%s %s отвечает за %d мс.", pulse.kind(), pulse.version(), millis)
        : Finding.ok(
            "%s %s answers within %d ms; it serves one node.",
            "%s %s отвечает за %d мс; она служит одному узлу.",
            pulse.kind(),
            pulse.version(),
            millis);
  }
}
