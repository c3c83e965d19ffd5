package dev.carillon.app;

import dev.carillon.doctor.Check;
import dev.carillon.doctor.Finding;
import dev.carillon.doctor.Status;
import dev.carillon.doctor.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the home directory can be written to, and how much room there is. */
final class HomeCheck implements Check {
  private static final long MEBI = 1L << 20;
  private static final long LITTLE = 500;
  private static final long TOO_LITTLE = 50;

  private final Path home;

  HomeCheck(Path home) {
    this.home = home;
  }

  @Override
  public Topic topic() {
    return Topic.HOME;
  }

  @Override
  public Finding examine() {
    try {
      Path tried = Files.createTempFile(home, "doctor", ".tmp");
      Files.delete(tried);
      long free = Files.getFileStore(home).getUsableSpace() / MEBI;
      return room(free).fact("home", home).fact("freeMiB", free);
    } catch (IOException broken) {
      return Finding.of(Status.FAILING, "%s cannot be written to.", "В %s нельзя писать.", home)
          .remedy(
              "Give this process's user the directory, or set another CARILLON_HOME.",
              "Отдайте каталог пользователю этого процесса или задайте другой CARILLON_HOME.")
          .fact("home", home);
    }
  }

  private Finding room(long free) {
    if (free >= LITTLE) {
      return Finding.of(
          Status.OK,
          "%s can be written to, and %d MiB are free.",
          "В %s можно писать, свободно %d МиБ.",
          home,
          free);
    }
    return Finding.of(
            free < TOO_LITTLE ? Status.FAILING : Status.WARNING,
            "Only %2$d MiB are free at %1$s.",
            "В %1$s свободно лишь %2$d МиБ.",
            home,
            free)
        .remedy("Make room on the disk.", "Освободите место на диске.");
  }
}
