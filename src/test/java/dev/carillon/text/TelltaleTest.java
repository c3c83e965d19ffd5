package dev.carillon.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelltaleTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      see <a href="https://a.example/x?x-vercel-protection-bypass=geheim1&b=1">   | geheim1
      /login?next=%2Fx%3Fx-vercel-protection-bypass%3Dgeheim2                      | geheim2
      Authorization: Bearer geheim3                                               | geheim3
      signed with sig_geheim4                                                      | geheim4
      QSTASH_TOKEN=geheim5                                                         | geheim5
      """)
  void takesOutWhatIsASecretByItsShape(String words, String secret) {
    assertThat(Telltale.mask(words)).doesNotContain(secret).contains("***");
  }

  @Test
  void leavesOtherWordsAlone() {
    assertThat(Telltale.mask("301 Moved: the bearer of bad news")).startsWith("301 Moved");
  }
}
