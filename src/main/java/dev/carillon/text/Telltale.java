package dev.carillon.text;

import java.util.regex.Pattern;

/** Takes out of words what is a secret by its shape, whoever's it is. */
public final class Telltale {
  private static final Pattern SHAPES = Pattern.compile(
      "(?i)(bearer\\s+|sig_|qstash_token=|x-vercel-protection-bypass(?:=|%3d))[^\\s\"'&,;<>]+");

  private Telltale() {}

  /** Returns the words with three stars in place of each secret. */
  public static String mask(String words) {
    return SHAPES.matcher(words).replaceAll("$1***");
  }
}
