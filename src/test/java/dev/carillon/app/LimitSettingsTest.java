package dev.carillon.app;

import static dev.carillon.app.Setting.CARILLON_MAX_BITS;
import static dev.carillon.app.Setting.CARILLON_MAX_CALLS;
import static dev.carillon.app.Setting.CARILLON_MAX_DEPTH;
import static dev.carillon.app.Setting.CARILLON_MAX_EVALUATION;
import static dev.carillon.app.Setting.CARILLON_MAX_JOURNAL;
import static dev.carillon.app.Setting.CARILLON_MAX_LEVELS;
import static dev.carillon.app.Setting.CARILLON_MAX_PATTERN;
import static dev.carillon.app.Setting.CARILLON_MAX_REPLY;
import static dev.carillon.app.Setting.CARILLON_MAX_REQUEST;
import static dev.carillon.app.Setting.CARILLON_MAX_RUNS;
import static dev.carillon.app.Setting.CARILLON_MAX_SEARCHED;
import static dev.carillon.app.Setting.CARILLON_MAX_STEPS;
import static dev.carillon.app.Setting.CARILLON_MAX_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.calls.CallLimits;
import dev.carillon.language.ExpressionLimits;
import dev.carillon.running.Limits;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each {@code CARILLON_MAX_…} arrives where it acts, and nowhere else. */
class LimitSettingsTest {
  /** What is set of those for which {@link #MANY} is too much. */
  private static final Map<Setting, Long> FEW = Map.of(
      CARILLON_MAX_RUNS, 77L,
      CARILLON_MAX_CALLS, 77L,
      CARILLON_MAX_LEVELS, 77L,
      CARILLON_MAX_DEPTH, 77L,
      CARILLON_MAX_EVALUATION, 7_777L,
      CARILLON_MAX_PATTERN, 7_777L);

  private static final long MANY = 777_777;

  static Stream<Setting> limits() {
    return Arrays.stream(Setting.values()).filter(it -> it.name().startsWith("CARILLON_MAX_"));
  }

  /** All of them: what is read from the settings, and what is made of that for the parts that act. */
  private static Map<Setting, List<Long>> inForce(Settings settings) {
    Limits limits = settings.limits();
    CallLimits calls = settings.outbound().limits();
    ExpressionLimits expressions = RunWiring.evaluation(limits);
    Map<Setting, List<Long>> all = new EnumMap<>(Setting.class);
    all.put(CARILLON_MAX_RUNS, of(settings.walkers()));
    all.put(CARILLON_MAX_REQUEST, of(calls.requestBytes()));
    all.put(CARILLON_MAX_REPLY, of(calls.replyBytes()));
    all.put(CARILLON_MAX_CALLS, of(calls.calls()));
    all.put(CARILLON_MAX_STEPS, of(limits.steps()));
    all.put(CARILLON_MAX_JOURNAL, of(limits.journal()));
    all.put(CARILLON_MAX_DEPTH, of(limits.depth()));
    all.put(CARILLON_MAX_VALUE, of(limits.value(), expressions.size()));
    all.put(CARILLON_MAX_LEVELS, of(limits.levels(), expressions.depth()));
    all.put(CARILLON_MAX_EVALUATION, of(expressions.time().toMillis()));
    all.put(CARILLON_MAX_PATTERN, of(limits.pattern(), expressions.pattern()));
    all.put(CARILLON_MAX_SEARCHED, of(expressions.searched()));
    all.put(CARILLON_MAX_BITS, of(expressions.bits()));
    return all;
  }

  private static List<Long> of(long... values) {
    return LongStream.of(values).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("limits")
  void aLimitThatIsSetArrivesWhereItActsAndMovesNoOther(Setting limit) {
    long value = FEW.getOrDefault(limit, MANY);
    Map<Setting, List<Long>> expected = inForce(SettingsOf.environment());
    assertThat(expected).containsKey(limit);
    expected.computeIfPresent(limit, (any, usual) -> Collections.nCopies(usual.size(), value));

    assertThat(inForce(SettingsOf.environment(limit.name(), String.valueOf(value))))
        .isEqualTo(expected);
  }
}
