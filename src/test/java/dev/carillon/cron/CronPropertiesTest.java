package dev.carillon.cron;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CronPropertiesTest {

  @Property(tries = 3000)
  void anyTextIsEitherReadOrRefusedWithThePlaceWhereItIsWrong(@ForAll("texts") String text) {
    try {
      Cron cron = Cron.parse(text);
      assertThat(Cron.parse(cron.canonical()).canonical()).isEqualTo(cron.canonical());
    } catch (InvalidCronException refused) {
      assertThat(refused.getMessage()).isNotBlank();
      assertThat(refused.start()).isBetween(0, text.length());
      assertThat(refused.end()).isBetween(refused.start(), text.length());
      refused.suggestion().ifPresent(hint -> assertThat(hint).isNotBlank());
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> nearly = Arbitraries.strings()
        .withChars("0123456789 *,-/?@:=LW#JANFRIMONmonTZCRON_\t\u2013+")
        .ofMaxLength(40);
    Arbitrary<String> fields = Arbitraries.strings()
        .withChars("0123456789*,-/?")
        .ofMinLength(1)
        .ofMaxLength(5)
        .list()
        .ofSize(5)
        .map(list -> String.join(" ", list));
    Arbitrary<String> named = Arbitraries.of("@every ", "TZ=", "CRON_TZ=", "CRON_TZ=Europe/", "@")
        .flatMap(start -> nearly.map(rest -> start + rest));
    return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(2000), nearly, fields, named);
  }
}
