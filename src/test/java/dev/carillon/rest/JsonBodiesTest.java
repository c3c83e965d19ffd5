package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodiesTest {
  private final JsonBodies bodies = new JsonBodies(new ObjectMapper());

  private InvalidBodyException refused(String body) {
    return refused(body.getBytes(StandardCharsets.UTF_8));
  }

  private InvalidBodyException refused(byte[] body) {
    InvalidBodyException wrong =
        catchThrowableOfType(InvalidBodyException.class, () -> bodies.any(body));
    assertThat(wrong).isNotNull();
    return wrong;
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
          {} {}             | 1 | 4  | the value ends before this, and a body is one value; leave the rest out
          {"a": 1, "a": 2}  | 1 | 15 | the key "a" stands twice in one object; leave one of them out
          {"a": "\\q"}      | 1 | 9  | \\q is no escape in a text; write \\\\ for a backslash
          "\\u12z4"         | 1 | 6  | \\u wants four hexadecimal digits behind it; write them all
          {"a":             | 1 | 6  | it ends before all is closed; close it with ", } or ]
          "abc              | 1 | 5  | it ends before all is closed; close it with ", } or ]
          [1                | 1 | 3  | it ends before all is closed; close it with ", } or ]
          [1,]              | 1 | 4  | a value is missing here; write one, or leave out the comma before it
          {"a": 1,}         | 1 | 9  | a key in double quotes is missing here; write one, or leave out the comma before it
          {a: 1}            | 1 | 2  | a key in double quotes is missing here; write one, or leave out the comma before it
          {"a" 1}           | 1 | 6  | there is a key without a colon; write "key": value
          [1 2]             | 1 | 4  | a comma is missing before this; write one
          [1}               | 1 | 3  | this closes nothing that is open here; leave it out, or write the bracket that fits
          ]                 | 1 | 1  | this closes nothing that is open here; leave it out, or write the bracket that fits
          [1] x             | 1 | 5  | "x" is no value of JSON; put double quotes around a text
          tru               | 1 | 1  | "tru" is no value of JSON; put double quotes around a text
          [NaN]             | 1 | 5  | JSON has no number NaN; write null, or put double quotes around it
          01                | 1 | 2  | this is no number of JSON; write it as 0.5, -1 or 1e3
          1.                | 1 | 2  | this is no number of JSON; write it as 0.5, -1 or 1e3
          --1               | 1 | 2  | this is no number of JSON; write it as 0.5, -1 or 1e3
          +1                | 1 | 2  | this is no number of JSON; write it as 0.5, -1 or 1e3
          1e5x              | 1 | 4  | this is no number of JSON; write it as 0.5, -1 or 1e3
          // why            | 1 | 1  | JSON has no comments; leave it out
          ~"a\nb"~          | 1 | 3  | a line break or another control character stands in a text; write it as \\n or \\u and four digits
          """)
  void whatIsNoJsonIsToldInOurOwnWordsWithItsPlace(String body, int line, int column, String told) {
    InvalidBodyException wrong = refused(body);

    assertThat(wrong).hasMessageStartingWith("the body is no JSON: " + told);
    assertThat(wrong.line()).isEqualTo(line);
    assertThat(wrong.column()).isEqualTo(column);
    assertThat(wrong.isTooMuch()).isFalse();
  }

  @Test
  void bytesThatAreNoUtf8AreToldSo() {
    assertThat(refused(new byte[] {'"', (byte) 0xff, '"'}))
        .hasMessage("the body is no JSON: it is not UTF-8 here; send it as UTF-8");
  }

  /** RFC 3629, section 3: overlong forms, surrogates, what is beyond U+10FFFF. */
  @ParameterizedTest
  @ValueSource(strings = {"c080", "c1a1", "e080af", "f08080af", "eda080", "f4908080", "e2 28 a1"})
  void bytesThatSeemToBeUtf8AndAreNotAreToldToo(String bytes) {
    byte[] wrong = HexFormat.of().parseHex(bytes.replace(" ", ""));
    byte[] body = new byte[wrong.length + 6];
    System.arraycopy("{\n\"a".getBytes(StandardCharsets.UTF_8), 0, body, 0, 4);
    System.arraycopy(wrong, 0, body, 4, wrong.length);
    System.arraycopy("\"}".getBytes(StandardCharsets.UTF_8), 0, body, wrong.length + 4, 2);

    InvalidBodyException told = refused(body);

    assertThat(told).hasMessage("the body is no JSON: it is not UTF-8 here; send it as UTF-8");
    assertThat(told.line()).isEqualTo(2);
    assertThat(told.column()).isEqualTo(3);
  }

  @Test
  void columnsAreThoseOfCharacters() {
    InvalidBodyException wrong = refused("{\n \"день 🔔\": x}");

    assertThat(wrong.line()).isEqualTo(2);
    assertThat(wrong.column()).isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-99999999999", "0e99999999999", "1e309", "-1E+400", "1e-400"})
  void aNumberThatNoDoubleHoldsIsToldWithItsPlace(String number) {
    InvalidBodyException wrong = refused("{\n  \"input\": " + number + "}");

    assertThat(wrong)
        .hasMessage(number + " is out of reach for a number; put double quotes around it");
    assertThat(wrong.line()).isEqualTo(2);
    assertThat(wrong.column()).isEqualTo(12);
    assertThat(wrong.isTooMuch()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e308", "0.0", "0e5", "1e-300", "12345678901234567890", "0.1234567890123456789"})
  void aNumberThatADoubleComesNearIsTakenWithAllItsDigits(String number) {
    assertThat(bodies.any(number.getBytes(StandardCharsets.UTF_8)).orElseThrow().decimalValue())
        .isEqualByComparingTo(number);
  }
}
