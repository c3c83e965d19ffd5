package dev.carillon.testing.qstash;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Names in the shapes that QStash gives. Random, so that two fakes over one database never agree. */
final class Ids {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  static String message() {
    return "msg_" + letters(63);
  }

  static String schedule() {
    return "scd_" + letters(28);
  }

  static String key() {
    return "sig_" + letters(28);
  }

  static String token() {
    return "jwt_" + letters(22);
  }

  private static String letters(int count) {
    return RANDOM
        .ints(count, 0, ALPHABET.length())
        .mapToObj(at -> ALPHABET.substring(at, at + 1))
        .collect(Collectors.joining());
  }
}
