package dev.carillon.app;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads settings by type. What cannot be read is noted as a mistake and counts as not set, so that
 * reading goes on and finds the other mistakes too.
 */
final class Reading {
  private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)?");

  private static final Duration LONGEST_KEPT = Duration.ofDays(36_500);

  private final Sources sources;
  private final Mistakes mistakes;
  private final String region;

  Reading(Sources sources, Mistakes mistakes) {
    this.sources = sources;
    this.mistakes = mistakes;
    this.region = readRegion();
  }

  /** Returns the region of QStash in capitals; empty if none is set. */
  String region() {
    return region;
  }

  private String readRegion() {
    return sources
        .value(Setting.QSTASH_REGION.name())
        .map(text -> text.strip().replace('-', '_').toUpperCase(Locale.ROOT))
        .filter(text -> known(Setting.QSTASH_REGION, Setting.REGIONS, text))
        .orElse("");
  }

  /** Returns the first of its names that is set, or the name people know it by. */
  String nameOf(Setting setting) {
    return setting.names(region).stream()
        .filter(name -> sources.value(name).isPresent())
        .findFirst()
        .orElse(setting.name());
  }

  /** Returns what was written, without a change. */
  Optional<String> literal(Setting setting) {
    return sources.value(nameOf(setting));
  }

  /** Returns what was written without space around it. */
  Optional<String> text(Setting setting) {
    return literal(setting).map(String::strip);
  }

  /** Returns a secret of at least so many bytes. */
  Optional<Secret> secret(Setting setting, int atLeast) {
    return text(setting).filter(it -> isSecret(setting, it, atLeast)).map(Secret::new);
  }

  /** Returns a secret that travels in a header: printable ASCII. */
  Optional<Secret> token(Setting setting, int atLeast) {
    Optional<Secret> token = secret(setting, atLeast);
    if (token
        .filter(it -> !it.value().chars().allMatch(c -> c > 0x20 && c < 0x7f))
        .isPresent()) {
      wrong(setting, "has a character that no token has", "use letters, digits and signs of ASCII");
    }
    return token;
  }

  /** Returns the secrets between commas, each of at least so many bytes. */
  List<Secret> secrets(Setting setting, int atLeast) {
    return list(setting).stream()
        .filter(it -> isSecret(setting, it, atLeast))
        .distinct()
        .map(Secret::new)
        .toList();
  }

  private boolean isSecret(Setting setting, String value, int atLeast) {
    boolean inOnePiece = value.chars().noneMatch(Character::isWhitespace);
    if (!inOnePiece) {
      wrong(setting, "has white space in it", "copy it again, in one piece");
    } else if (value.getBytes(java.nio.charset.StandardCharsets.UTF_8).length < atLeast) {
      wrong(setting, "is too short", "use " + atLeast + " characters or more");
      return false;
    }
    return inOnePiece;
  }

  /** Returns one of these words, in the lower case they are given in. */
  String word(Setting setting, String fallback, List<String> words) {
    return text(setting)
        .map(text -> text.toLowerCase(Locale.ROOT))
        .filter(text -> known(setting, words, text))
        .orElse(fallback);
  }

  private boolean known(Setting setting, List<String> words, String text) {
    if (words.contains(text)) {
      return true;
    }
    wrong(setting, "is none of its values", "set " + String.join(" or ", words));
    return false;
  }

  /** Returns a whole number in that range. */
  int number(Setting setting, int fallback, int from, int to) {
    return text(setting)
        .filter(text -> {
          boolean fits = text.matches("[0-9]{1,9}")
              && Integer.parseInt(text) >= from
              && Integer.parseInt(text) <= to;
          if (!fits) {
            wrong(setting, "is no number it may be", "set one from " + from + " to " + to);
          }
          return fits;
        })
        .map(Integer::valueOf)
        .orElse(fallback);
  }

  /** Returns a duration as {@code 25s} or as {@code PT25S}, not longer than that. */
  Duration duration(Setting setting, Duration fallback, Duration longest) {
    return text(setting)
        .flatMap(text -> {
          Optional<Duration> read =
              duration(text).filter(d -> !d.isNegative() && d.compareTo(longest) <= 0);
          if (read.isEmpty()) {
            wrong(
                setting,
                "is no duration it may be",
                "write it as 25s, 2m or PT25S, at most " + longest.toMinutes() + "m");
          }
          return read;
        })
        .orElse(fallback);
  }

  /**
   * Returns for how long something is kept, in whole days or another duration of at least so long;
   * empty if for ever.
   */
  Optional<Duration> keeping(Setting setting, Duration fallback, Duration least) {
    Optional<String> text = text(setting).map(it -> it.toLowerCase(Locale.ROOT));
    if (text.filter("forever"::equals).isPresent()) {
      return Optional.empty();
    }
    Optional<Duration> read = text(setting)
        .flatMap(Reading::duration)
        .filter(it -> it.compareTo(least) >= 0 && it.compareTo(LONGEST_KEPT) <= 0);
    if (text.isPresent() && read.isEmpty()) {
      wrong(
          setting,
          "is no time to keep something for",
          "write it as 90d, 2160h or P90D, at least " + least.toDays() + "d and at most "
              + LONGEST_KEPT.toDays() + "d, or forever");
    }
    return Optional.of(read.orElse(fallback));
  }

  private static Optional<Duration> duration(String text) {
    Matcher matched = SHORT_DURATION.matcher(text);
    if (matched.matches()) {
      long amount = Long.parseLong(matched.group(1));
      String unit = matched.group(2) == null ? "s" : matched.group(2);
      return Optional.of(
          switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofSeconds(amount);
          });
    }
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }

  /** Returns the parts between commas, without empty ones. */
  List<String> list(Setting setting) {
    return text(setting)
        .map(text -> Stream.of(text.split(",")).map(String::strip))
        .orElseGet(Stream::empty)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /** Reads with a function that throws {@link IllegalArgumentException} with what to set. */
  <T> Optional<T> with(Setting setting, String wrong, Function<String, T> read) {
    return text(setting).flatMap(text -> {
      try {
        return Optional.of(read.apply(text));
      } catch (IllegalArgumentException unreadable) {
        wrong(setting, wrong, unreadable.getMessage());
        return Optional.empty();
      }
    });
  }

  /** Notes a mistake under the name that was really set. */
  void wrong(Setting setting, String wrong, String cure) {
    mistakes.add(nameOf(setting), wrong, cure);
  }
}
