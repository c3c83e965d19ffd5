package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvFileTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
          A=b                  | b
          export A=b           | b
            A = b c            | b c
          A="b # c"            | b # c
          A='b"c' # said       | b"c
          A=b # said           | b
          A=b#c                | b#c
          A=pa${ss}word        | pa${ss}word
          A=b=c==              | b=c==
          A=C:\\new            | C:\\new
          A=                   | ``
          A= # none            | ``
          """)
  void aLineSetsAValueThatIsTakenLiterally(String line, String value) {
    assertThat(EnvFile.parse(line)).containsOnlyKeys("A").containsEntry("A", value);
  }

  @Test
  void whatSetsNothingIsPassedOver() {
    assertThat(EnvFile.parse("# A=b\n\nnonsense\r\nB=c\r\n")).containsOnlyKeys("B");
  }

  @Test
  void aFileThatIsNotThereSetsNothing() {
    assertThat(EnvFile.read(Path.of("/nowhere/.env"))).isEmpty();
  }
}
