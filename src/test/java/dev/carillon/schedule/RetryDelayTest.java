package dev.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryDelayTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          1000 * (1 + retried)              | 0 | 1000
          1000 * (1 + retried)              | 2 | 3000
          pow(2, retried) * 500             | 3 | 4000
          2 + 3 * 4 - 6 / 2                 | 0 | 11
          -5 + 7                            | 0 | 2
          5 - 5                             | 0 | 0
          max(10, min(retried * 100, 250))  | 9 | 250
          round(1.6) + floor(2.9) + ceil(0.1) + abs(-1) + sqrt(16) + exp(0) | 0 | 11
          """)
  void isReckonedInMilliseconds(String expression, int retried, long millis) {
    assertThat(new RetryDelay(expression).before(retried)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exp(700)", "pow(10, 300)", "86400001"})
  void isNeverLongerThanADay(String expression) {
    assertThat(new RetryDelay(expression).before(0)).contains(RetryDelay.LONGEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1/0", "-5", "sqrt(-1)", "exp(1000)", "0/0"})
  void comesToNoWaitIfItIsNoNumberOrLessThanNone(String expression) {
    assertThat(new RetryDelay(expression).before(0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "1 +", "(1", "1)", "sleep(1)", "pow(1)", "1 2", "retries", "$x", "1..2"})
  void refusesWhatCannotBeReckoned(String expression) {
    assertThatThrownBy(() -> new RetryDelay(expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("retryDelay");
  }

  @Test
  void isOneLineHoweverItWasWritten() {
    assertThat(new RetryDelay("min(1000,\n\t 2000)\n").expression()).isEqualTo("min(1000, 2000)");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          1/0                              | no number where retried is 0
          sqrt(-1)                         | no number where retried is 0
          -5                               | -5 where retried is 0
          999999999999999999999999999999   | 1.0E30 where retried is 0
          86400001                         | 86400001 where retried is 0
          1000 - 300 * retried             | -200 where retried is 4
          1000 / (retried - 3)             | -333.3333333333333 where retried is 0
          pow(1000000, retried)            | 1000000000000 where retried is 2
          """)
  void whatComesToNoWaitIsNotWishedFor(String expression, String whatItIs) {
    assertThatThrownBy(() -> RetryDelay.wished(expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expression)
        .hasMessageContaining(whatItIs)
        .hasMessageContaining("0 to 86400000 milliseconds");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "86400000", "1000 * pow(10, retried)", "exp(2.5 * (retried + 1)) * 1000"})
  void whatGrowsBeyondADayMayBeWishedFor(String expression) {
    assertThat(RetryDelay.wished(expression)).isEqualTo(new RetryDelay(expression));
  }
}
