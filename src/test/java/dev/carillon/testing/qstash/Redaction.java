package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a parcel is told as a hash only; it is delivered as it is.
 *
 * @param headers all headers
 * @param names single headers, in lower case
 */
public record Redaction(boolean body, boolean headers, Set<String> names) {
  /** Nothing. */
  static final Redaction NONE = new Redaction(false, false, Set.of());

  private static final Pattern ONE = Pattern.compile("headers?\\[([^\\]]+)]");

  /** Reads {@code Upstash-Redact-Fields}. */
  static Redaction of(String fields) {
    Set<String> names = new HashSet<>();
    boolean body = false;
    boolean headers = false;
    for (String field : fields.split(",")) {
      Matcher one = ONE.matcher(field.strip());
      if (one.matches()) {
        names.add(one.group(1).toLowerCase(Locale.ROOT));
      } else if (field.strip().matches("headers?")) {
        headers = true;
      } else if (field.strip().equals("body")) {
        body = true;
      } else {
        throw RefusedCallException.badRequest("invalid redact field: " + field.strip());
      }
    }
    return new Redaction(body, headers, Set.copyOf(names));
  }

  byte[] ofBody(byte[] bytes) {
    return body ? hidden(bytes).getBytes(UTF_8) : bytes;
  }

  String ofHeader(String name, String value) {
    boolean hides = headers || names.contains(name.toLowerCase(Locale.ROOT));
    return hides ? hidden(value.getBytes(UTF_8)) : value;
  }

  private static String hidden(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "REDACTED:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
