package dev.carillon.running;

import static dev.carillon.running.House.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.run.Run;
import dev.carillon.run.RunId;
import dev.carillon.run.RunState;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Forks with more branches than there are threads for. */
class ManyBranchesTest extends InHouse {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int MANY = 70;

  private final CountDownLatch door = new CountDownLatch(1);
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @AfterEach
  void letGo() {
    door.countDown();
  }

  @Test
  void aForkOfManyBranchesKeepsNoOtherForkFromItsRace() {
    RunId crowd = house.start(house.save("crowd", fork("", branches("held", MANY))), "");
    await().atMost(LONG).until(() -> inside.get() == Branching.OF_ONE_FORK);
    told.works.put("fast", any -> json("1"));

    Run race = house.ended(
        house.save("race", fork("compete: true", branches("held", 1) + branch(1, "fast"))), "");

    assertThat(race.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(race.output().get()).isEqualTo(json("1"));
    door.countDown();
    house.await(crowd, RunState.SUCCEEDED);
    assertThat(most.get()).isLessThanOrEqualTo(Branching.OF_ONE_FORK + 1);
    assertThat(house.store.get(crowd).output().get()).hasSize(MANY);
  }

  /** Each of the inner ones needs threads while those around it hold some. */
  @Test
  void forksWithinForksGetOnThoughEachHasMoreBranchesThanThreads() {
    told.works.put("quick", any -> json("1"));
    String inner = fork("", branches("quick", 20)).indent(6);
    String outer = IntStream.range(0, 34)
        .mapToObj(number -> "- o" + number + ":\n    do:\n" + inner)
        .collect(Collectors.joining());

    Run run = house.ended(house.save("nested", fork("", outer)), "");

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.output().get()).hasSize(34).allSatisfy(it -> assertThat(it).hasSize(20));
  }

  private String branches(String work, int count) {
    told.works.put("held", any -> {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      door.await();
      inside.decrementAndGet();
      return json("1");
    });
    return IntStream.range(0, count)
        .mapToObj(number -> branch(number, work))
        .collect(Collectors.joining());
  }

  private static String branch(int number, String work) {
    return "- " + work + number + ": {call: act, with: {do: " + work + "}}\n";
  }

  private static String fork(String more, String branches) {
    return "- f:\n    fork:\n" + (more.isEmpty() ? "" : "      " + more + "\n")
        + "      branches:\n" + branches.indent(8);
  }
}
