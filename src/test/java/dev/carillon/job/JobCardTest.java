package dev.carillon.job;

import static dev.carillon.employing.TestJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.employing.TestJob;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobCardTest {
  @Test
  void aJobThatSaysLittleGetsTheDefaults() {
    JobCard card = JobCard.of(new Modest(), "shop.jar");

    assertThat(card.path()).hasToString("/api/jobs/modest");
    assertThat(card.timezone()).contains("UTC");
    assertThat(card.timeLimit()).isEqualTo(Duration.ofHours(1));
    assertThat(card.job().health()).isEqualTo(Health.OK);
  }

  private static final class Modest implements Job {
    @Override
    public String id() {
      return "modest";
    }

    @Override
    public String cron() {
      return "@daily";
    }

    @Override
    public JsonNode run(JobContext context) {
      return context.input();
    }
  }

  @Test
  void aRefusalNamesClassFileAndQuestionAndSaysWhatToDo() {
    refuses(
        aJob("no id"),
        "the job dev.carillon.employing.TestJob of shop.jar cannot be stood up: id() is \"no id\":",
        "Mend it, or take it out of WEB-INF/lib");
  }

  @Test
  void whatCannotBeIsRefused() {
    refuses(aJob("a").cron("61 * * * *"), "cron() is \"61 * * * *\"", "61");
    refuses(aJob("a").cron("0 0 30 2 *"), "it never fires");
    refuses(aJob("a").cron("@every 5m"), "*/5 * * * *");
    refuses(aJob("a").timezone("Europe/Mosow"), "did you mean Europe/Moscow?");
    refuses(aJob("a").timezone(""), "write UTC or a name like Europe/Paris");
    refuses(
        aJob("a").cron("CRON_TZ=Europe/Paris 0 2 * * *").timezone("Europe/Berlin"),
        "both cron() and timezone() name a zone");
    refuses(aJob("a").timeLimit(Duration.ZERO), "timeLimit() is \"PT0S\"");
    refuses(aJob("a").timeLimit(Duration.ofHours(25)), "is not within a day");
    refuses(aJob("a").cron(null), "cron() broke: java.lang.NullPointerException: it returned null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "jobs",
        "/jobs/",
        "//jobs",
        "/jobs/../x",
        "/jobs/.",
        "/a b",
        "/a%20b",
        "/a?b",
        "/a;b",
        "/жук",
        "/a#b",
        "/{id}",
        "/*"
      })
  void aPathThatCouldBeReadInTwoWaysIsRefused(String path) {
    refuses(aJob("a").path(path), "path() is \"" + path + "\"", "/api/jobs/nightly-report");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a", "/api/cron/nightly", "/shop/v1.2/a_b~c-d", "/.well-known/x"})
  void anyOtherPathIsTaken(String path) {
    assertThat(aJob("a").path(path).card().path()).hasToString(path);
  }

  @Test
  void aZoneInTheCronIsTheOne() {
    assertThat(aJob("a").cron("CRON_TZ=Europe/Paris 0 2 * * *").card().timezone())
        .isEmpty();
  }

  @Test
  void aQuestionThatBreaksIsTold() {
    Job broken = new Job() {
      @Override
      public String id() {
        throw new NoClassDefFoundError("com/example/Config");
      }

      @Override
      public String cron() {
        return "";
      }

      @Override
      public JsonNode run(JobContext context) {
        return context.input();
      }
    };

    assertThatThrownBy(() -> JobCard.of(broken, "shop.jar"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageContaining("id() broke: java.lang.NoClassDefFoundError: com/example/Config");
  }

  private static void refuses(TestJob job, String... told) {
    assertThatThrownBy(() -> job.of("shop.jar"))
        .isInstanceOf(InvalidJobException.class)
        .hasMessageContainingAll(told);
  }
}
