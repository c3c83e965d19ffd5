package dev.carillon.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RunStateTest {
  private static final Pattern STEP = Pattern.compile("([A-Z]+) --> ([A-Z]+)");

  @Test
  void theDrawingInTheDocumentsShowsTheStepsThatAreLegal() throws IOException {
    Map<RunState, Set<RunState>> drawn = new EnumMap<>(RunState.class);
    for (RunState state : RunState.values()) {
      drawn.put(state, EnumSet.noneOf(RunState.class));
    }
    Matcher steps = STEP.matcher(Files.readString(Path.of("src/docs/architecture.md")));
    while (steps.find()) {
      drawn.get(RunState.valueOf(steps.group(1))).add(RunState.valueOf(steps.group(2)));
    }

    for (RunState state : RunState.values()) {
      assertThat(drawn.get(state)).as(state.name()).isEqualTo(state.steps());
    }
  }

  @Test
  void aStepThatIsNotInTheTableIsRefused() {
    assertThatThrownBy(() -> RunState.SUCCEEDED.to(RunState.RUNNING))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("SUCCEEDED");
    assertThat(RunState.PENDING.to(RunState.RUNNING)).isEqualTo(RunState.RUNNING);
  }

  @Test
  void theSlotIsHeldByWhatIsNotDoneButNotByWhatRetries() {
    assertThat(EnumSet.allOf(RunState.class))
        .filteredOn(RunState::holdsSlot)
        .containsExactly(RunState.PENDING, RunState.RUNNING, RunState.WAITING);
  }
}
