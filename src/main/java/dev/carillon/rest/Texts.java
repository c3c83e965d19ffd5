package dev.carillon.rest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads bodies that are text. */
final class Texts {
  private Texts() {}

  /**
   * Returns the text.
   *
   * @throws InvalidBodyException if there is none, or it is not UTF-8
   */
  static String of(byte[] body) {
    return of(body, "the body is empty; send the definition as YAML or JSON");
  }

  /** As {@link #of(byte[])}, with what is said if there is none. */
  static String of(byte[] body, String nothing) {
    if (body == null || body.length == 0) {
      throw new InvalidBodyException(nothing, 1, 1);
    }
    try {
      String text = StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(body))
          .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException wrong) {
      throw new InvalidBodyException("the body is not UTF-8", 0, 0);
    }
  }
}
