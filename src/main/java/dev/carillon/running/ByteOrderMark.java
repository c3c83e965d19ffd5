package dev.carillon.running;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Locale;

/**
 * Tells in which order the bytes of a body stand whose charset leaves that open: in the one that its
 * mark says, which is then its first character.
 */
final class ByteOrderMark {
  private static final byte[] BIG_16 = {(byte) 0xfe, (byte) 0xff};
  private static final byte[] LITTLE_16 = {(byte) 0xff, (byte) 0xfe};
  private static final byte[] BIG_32 = {0, 0, (byte) 0xfe, (byte) 0xff};
  private static final byte[] LITTLE_32 = {(byte) 0xff, (byte) 0xfe, 0, 0};

  private ByteOrderMark() {}

  /** Returns the charset with the order that the bytes have, so that it writes what it has read. */
  static Charset exact(Charset charset, byte[] bytes) {
    return switch (charset.name().toUpperCase(Locale.ROOT)) {
      case "UTF-16" -> ordered("UTF-16", begins(bytes, LITTLE_16));
      case "UTF-32" -> ordered("UTF-32", begins(bytes, LITTLE_32));
      case "X-UTF-16LE-BOM" -> ordered("UTF-16", !begins(bytes, BIG_16));
      case "X-UTF-32LE-BOM" -> ordered("UTF-32", !begins(bytes, BIG_32));
      case "X-UTF-32BE-BOM" -> ordered("UTF-32", begins(bytes, LITTLE_32));
      default -> charset;
    };
  }

  /** Returns the text in that charset, with the mark if the bytes had it: not all read and write it. */
  static byte[] written(String text, Charset charset, byte[] bytes) {
    byte[] written = text.getBytes(charset);
    byte[] mark = "\uFEFF".getBytes(charset);
    if (!charset.name().startsWith("UTF-") || !begins(bytes, mark) || begins(written, mark)) {
      return written;
    }
    byte[] marked = Arrays.copyOf(mark, mark.length + written.length);
    System.arraycopy(written, 0, marked, mark.length, written.length);
    return marked;
  }

  private static boolean begins(byte[] bytes, byte[] mark) {
    return bytes.length >= mark.length
        && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
  }

  private static Charset ordered(String name, boolean little) {
    return Charset.forName(name + (little ? "LE" : "BE"));
  }
}
