package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's table of settings is what {@link Setting} says, line by line. */
class SettingsTableTest {
  private static final String BEGIN = "<!-- settings: checked by SettingsTableTest -->\n";
  private static final String END = "<!-- /settings -->";

  @Test
  void theReadmeTellsEverySettingAsItIs() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String table = readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END));

    assertThat(table).isEqualTo(table());
  }

  private static String table() {
    return Arrays.stream(Setting.values())
        .map(setting ->
            "| %s | %s | %s |\n".formatted(names(setting), setting.fallback(), setting.meaning()))
        .collect(Collectors.joining("", "| setting | default | meaning |\n|---|---|---|\n", ""));
  }

  private static String names(Setting setting) {
    return setting.names().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }
}
