package dev.carillon.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.run.Visit.LogLine;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever answers must not be able to keep a walker busy. Measured in the time that this thread had a
 * processor, so that others who work do not count.
 */
class SearchingTakesLinearTimeTest {
  private static final int SHORT = 4_000;
  private static final int TIMES = 8;

  /** What is quadratic takes 64 times as long. */
  private static final int MOST_TIMES = 3 * TIMES;

  private static final long NOTHING_TO_SPEAK_OF = 20_000_000;

  private static long cost(Secrecy secrecy, String text) {
    long least = Long.MAX_VALUE;
    for (int times = 0; times < 3; times++) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      secrecy.masked(List.of(new LogLine(Instant.EPOCH, "info", text)));
      least =
          Math.min(least, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
    }
    return least;
  }

  /** Returns what looks like a key of RSA in lines of 64 characters, the same one each time. */
  private static String key(int lines) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    Random random = new Random(1815);
    StringBuilder key = new StringBuilder("-----BEGIN PRIVATE KEY-----\n");
    for (int line = 0; line < lines; line++) {
      random.ints(64, 0, 64).forEach(each -> key.append(alphabet.charAt(each)));
      key.append('\n');
    }
    return key.append("-----END PRIVATE KEY-----\n").toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "\\",
        "A",
        "%25",
        "&amp;",
        "'",
        "\\\"",
        "QUFB",
        "...",
        "\\n",
        "+",
        "%",
        "&",
        "%5C",
        "%5C%22",
        "\\&",
        "\\%",
        "&amp;#x5c;",
        "%26%61%6D%70%3B",
        "\\ud83d",
        "%26",
        "'%5C",
        "\\\\",
        "%252525255C",
        "&#92;",
        "&#38;#92;",
        "\\u005c",
        "\"",
        "'\\''",
        "&#x00005c;",
      })
  void eightTimesAsMuchTakesAboutEightTimesAsLong(String part) {
    Secrecy many = Hiding.of(
        "aaaaaaaaaaaaaaaaaaaaaaab",
        "\\\\server\\x",
        "AAAAAAAAAAAAAAAAAAAA",
        "%25%25%25%25",
        "&amp;amp;amp;x");

    long longer = cost(many, part.repeat(TIMES * SHORT / part.length()));
    long shorter = cost(many, part.repeat(SHORT / part.length()));

    assertThat(longer).isLessThan(Math.max(MOST_TIMES * shorter, NOTHING_TO_SPEAK_OF));
  }

  @ParameterizedTest
  @ValueSource(strings = {"…a", "...a", "…3", "…%5C", "…-"})
  void aSecretThatIsEightTimesAsLongIsFoundAsFastAtEachCut(String part) {
    Secrecy longKey = Hiding.of(key(48));
    Secrecy shortKey = Hiding.of(key(6));
    String text = part.repeat(10_000 / part.length());

    long longer = cost(longKey, text);
    long shorter = cost(shortKey, text);

    assertThat(longer).isLessThan(Math.max(4 * shorter, 10 * NOTHING_TO_SPEAK_OF));
  }

  @Test
  void anEndOfALongSecretIsMasked() {
    String key = key(48);

    List<LogLine> told = Hiding.of(key)
        .masked(List.of(new LogLine(Instant.EPOCH, "info", "…" + key.substring(1_234) + " …a…a")));

    assertThat(told.get(0).text()).isEqualTo("…*** …a…a");
  }
}
