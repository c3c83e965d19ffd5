package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
          postgres://bell:pw@db/tower                  | jdbc:postgresql://db/tower            | bell   | pw
          postgresql://bell:pw@db:5433/tower           | jdbc:postgresql://db:5433/tower       | bell   | pw
          postgres://b%40ll:p%3Aw%2F+@db/tower         | jdbc:postgresql://db/tower            | b@ll   | p:w/+
          postgres://bell:p@s:w/d@db/tower             | jdbc:postgresql://db/tower            | bell   | p@s:w/d
          postgres://bell@db/tower                     | jdbc:postgresql://db/tower            | bell   | -
          postgres://db/tower                          | jdbc:postgresql://db/tower            | ''     | -
          postgres://u:p@h/d?sslmode=require           | jdbc:postgresql://h/d?sslmode=require | u      | p
          postgres://u:p@h/d?connect_timeout=5&sslmode=a | jdbc:postgresql://h/d?connectTimeout=5&sslmode=a | u | p
          postgres://u:p@[::1]:5432/d                  | jdbc:postgresql://[::1]:5432/d        | u      | p
          jdbc:postgresql://h/d?user=u&password=p      | jdbc:postgresql://h/d?user=u&password=p | ''   | -
          jdbc:h2:mem:tower                            | jdbc:h2:mem:tower                     | ''     | -
          """)
  void everyFormInUseIsUnderstood(String set, String url, String user, String password) {
    DatabaseSettings database = DatabaseSettings.parse(set);

    assertThat(database.url()).isEqualTo(url);
    assertThat(database.user()).isEqualTo(user);
    assertThat(database.password().map(Secret::value)).isEqualTo(Optional.ofNullable(password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mysql://a/b", "postgres://a", "postgres://u:p@a/", "jdbc:mysql://a/b", "h2:mem:a"
      })
  void anythingElseIsRefusedWithTheFormsThereAre(String set) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatabaseSettings.parse(set))
        .withMessageContaining("postgres://user:password@host/database");
  }

  @Test
  void userAndPasswordThatStandApartWin() {
    DatabaseSettings database = DatabaseSettings.parse("postgres://u:p@h/d")
        .with(Optional.of("other"), Optional.of(new Secret("word")));

    assertThat(database.user()).isEqualTo("other");
    assertThat(database.password()).contains(new Secret("word"));
  }
}
