package dev.carillon.running;

import dev.carillon.run.ErrorType;
import dev.carillon.run.RunError;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code charset} of a {@code Content-Type}. */
final class ContentCharset {
  private static final int SHOWN = 40;
  private static final Pattern NAME =
      Pattern.compile("(?i);\\s*charset\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s\"]*))");

  private ContentCharset() {}

  /** Returns the one that a reply's type names, if it is known here; else UTF-8. */
  static Charset of(Optional<String> type) {
    return type.flatMap(ContentCharset::name)
        .flatMap(ContentCharset::known)
        .orElse(StandardCharsets.UTF_8);
  }

  /**
   * Returns a text in the characters that its type names, else in UTF-8.
   *
   * @throws TaskFailedException if that cannot be done
   */
  static byte[] encoded(String text, Optional<String> type) {
    Optional<String> name = type.flatMap(ContentCharset::name);
    Charset charset = name.map(ContentCharset::needed).orElse(StandardCharsets.UTF_8);
    // Half a character is none in any of them; here it is replaced, as everywhere else.
    return charset.equals(StandardCharsets.UTF_8)
        ? text.getBytes(charset)
        : strictly(text, charset, name.orElseThrow());
  }

  private static byte[] strictly(String text, Charset charset, String name) {
    try {
      ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
      byte[] all = new byte[bytes.remaining()];
      bytes.get(all);
      return all;
    } catch (CharacterCodingException beyond) {
      throw failed("the body holds a character that cannot be written in " + name);
    }
  }

  private static Optional<String> name(String type) {
    Matcher named = NAME.matcher(type);
    return named.find()
        ? Optional.of(named.group(1) == null ? named.group(2) : named.group(1))
            .filter(it -> !it.isEmpty())
        : Optional.empty();
  }

  private static Charset needed(String name) {
    String shown = name.length() > SHOWN ? name.substring(0, SHOWN) + "…" : name;
    return known(name)
        .filter(Charset::canEncode)
        .orElseThrow(() -> failed("no charset \"" + shown + "\" is known here"));
  }

  private static Optional<Charset> known(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return Optional.empty();
    }
  }

  private static TaskFailedException failed(String what) {
    return new TaskFailedException(RunError.of(
        ErrorType.CONFIGURATION, what + "; write charset=utf-8 in the header Content-Type"));
  }
}
