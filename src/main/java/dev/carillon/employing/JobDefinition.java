package dev.carillon.employing;

import dev.carillon.job.JobCard;
import dev.carillon.workflow.DefinitionHash;

/**
 * The workflow that stands for a job: one task, which calls it. Its version is made of its text, so
 * that another cron, class or jar makes another version, and the same ones the same again.
 */
final class JobDefinition {
  private static final String BEGINNING = """
      # Made by Carillon out of Java code, which is the place to change it.
      document:
        dsl: '1.0.3'
        namespace: jobs
        name: %s
        version: '1.0.0+%s'
        summary: %s
      """;

  private static final String ZONE = """
        metadata:
          carillon:
            timezone: %s
      """;

  private static final String REST = """
      schedule:
        cron: %s
      do:
        - work:
            call: %s
            with:
              id: %s
      """;

  private JobDefinition() {}

  static String of(JobCard card) {
    String version = DefinitionHash.of(text(card, "")).value().substring(0, 12);
    return text(card, version);
  }

  private static String text(JobCard card, String version) {
    String summary = "Java class " + card.job().getClass().getName() + " of " + card.origin();
    return BEGINNING.formatted(card.id(), version, quoted(summary))
        + card.timezone().map(zone -> ZONE.formatted(quoted(zone))).orElse("")
        + REST.formatted(quoted(card.cron()), JobFunction.NAME, quoted(card.id().value()));
  }

  /** Single quotes mean themselves in YAML, but for the quote. */
  private static String quoted(String text) {
    return "'" + text.replaceAll("\\p{Cntrl}", " ").replace("'", "''") + "'";
  }
}
