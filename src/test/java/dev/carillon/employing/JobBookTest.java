package dev.carillon.employing;

import static dev.carillon.employing.TestJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.workflow.WorkflowId;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobBookTest {
  @Test
  void aJobHasAPathAndOneOfItsOwnIsASecondNameOfTheUsualOne() {
    JobBook jobs =
        new JobBook(List.of(aJob("plain").card(), aJob("own").path("/shop/own").card()));

    assertThat(jobs.path(new WorkflowId("Plain"))).contains("/api/jobs/plain");
    assertThat(jobs.path(new WorkflowId("own"))).contains("/shop/own");
    assertThat(jobs.path(new WorkflowId("other"))).isEmpty();
    assertThat(jobs.routes()).containsOnly(java.util.Map.entry("/shop/own", "/api/jobs/own"));
  }

  @Test
  void allWhoWantTheSameAreToldWithTheirJars() {
    assertThatThrownBy(() -> new JobBook(List.of(
            aJob("twin").of("a.jar"),
            aJob("Twin").path("/b").of("b.jar"),
            aJob("c").path("/b").of("c.jar"),
            aJob("d").path("/api/jobs/twin").of("d.jar"))))
        .isInstanceOfSatisfying(
            RivalJobsException.class,
            rivals -> assertThat(rivals.conflicts())
                .hasSize(3)
                .allMatch(
                    it -> it.endsWith("change one of them, or take its jar out of WEB-INF/lib"))
                .anyMatch(it -> it.contains("of a.jar and") && it.contains("have the id \"Twin\""))
                .anyMatch(it -> it.contains("of c.jar") && it.contains("have the path /b"))
                .anyMatch(it -> it.contains("of d.jar") && it.contains("/api/jobs/twin")));
  }
}
