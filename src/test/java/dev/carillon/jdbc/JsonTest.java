package dev.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest
  @ValueSource(strings = {"{", "1e-99999999999", "1e2147483648"})
  void whatWasNeverWrittenHereIsSaidToBeBroken(String text) {
    assertThatThrownBy(() -> Json.value(text))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the database holds text that is no JSON");
  }
}
