package dev.carillon.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"PT5S\"                       | PT5S",
        "\" PT5S \"                     | PT5S",
        "\"P1D\"                        | PT24H",
        "\"P1DT1H\"                     | PT25H",
        "\"PT1H30M\"                    | PT1H30M",
        "\"PT0.25S\"                    | PT0.25S",
        "\"PT1.5H\"                     | PT1H30M",
        "\"PT0S\"                       | PT0S",
        "\"PT90M\"                      | PT1H30M",
        "{\"seconds\":5}                | PT5S",
        "{\"days\":1,\"hours\":2,\"minutes\":3,\"seconds\":4,\"milliseconds\":5} | PT26H3M4.005S",
        "{\"milliseconds\":0}           | PT0S",
      })
  void aDurationIsReadAsItIsWritten(String json, Duration duration) throws IOException {
    assertThat(Durations.of(new ObjectMapper().readTree(json))).isEqualTo(duration);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"\"                  | is no duration",
        "\"P\"                 | is no duration",
        "\"PT\"                | is no duration",
        "\"P1DT\"              | is no duration",
        "\"5s\"                | is no duration",
        "\"-PT5S\"             | is no duration",
        "\"pt5s\"              | is no duration",
        "\"PT5S5S\"            | is no duration",
        "\"P1Y\"               | years, months and weeks are not supported",
        "\"P1M\"               | years, months and weeks are not supported",
        "\"P2W\"               | years, months and weeks are not supported",
        "\"P1Y2M3DT4H\"        | years, months and weeks are not supported",
        "\"P3651D\"            | at most 3650 days",
        "\"PT999999999999H\"   | at most 3650 days",
        "\"PT9999999999999H\"  | is no duration",
        "5                     | is no duration",
        "null                  | is no duration",
        "[]                    | is no duration",
        "{}                    | write one of days",
        "{\"second\":1}        | is no part of a duration",
        "{\"seconds\":-1}      | is a whole number",
        "{\"seconds\":0.5}     | is a whole number",
        "{\"seconds\":\"5\"}   | is a whole number",
        "{\"days\":1e9}        | is a whole number",
        "{\"days\":99999999999999999999} | is a whole number",
        "{\"days\":315360000000} | at most 3650 days",
      })
  void whatIsNoDurationIsRefusedWithAReason(String json, String reason) throws IOException {
    var value = new ObjectMapper().readTree(json);
    assertThatThrownBy(() -> Durations.of(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
