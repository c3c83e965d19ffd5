package dev.carillon.app;

import dev.carillon.employing.JobBook;
import dev.carillon.employing.RivalJobsException;
import dev.carillon.job.InvalidJobException;
import dev.carillon.job.Job;
import dev.carillon.job.JobCard;
import java.util.ArrayList;
import java.util.List;

/** The jobs of jars in {@code WEB-INF/lib}, and of the WAR itself. */
final class Jobs {
  private Jobs() {}

  /**
   * Finds them all.
   *
   * @throws RefusedSettingsException if one cannot be made or stood up; with all that cannot
   */
  static JobBook all(ClassLoader loader) {
    var services = new Services<>(Job.class, loader);
    List<JobCard> cards = new ArrayList<>();
    List<String> mistakes = new ArrayList<>();
    for (Services.Found<Job> found : services.all()) {
      try {
        cards.add(JobCard.of(found.service(), found.origin()));
      } catch (InvalidJobException wrong) {
        mistakes.add(wrong.getMessage());
      }
    }
    mistakes.addAll(0, services.mistakes());
    return book(cards, mistakes);
  }

  private static JobBook book(List<JobCard> cards, List<String> mistakes) {
    try {
      JobBook book = new JobBook(cards);
      if (mistakes.isEmpty()) {
        return book;
      }
    } catch (RivalJobsException rivals) {
      mistakes.addAll(rivals.conflicts());
    }
    throw new RefusedSettingsException(mistakes);
  }
}
