package dev.carillon.language;

/** Words for what the language has and Carillon has not. */
final class Refusal {
  private Refusal() {}

  /** Says that something will be there one day. */
  static String later(String name) {
    return "\"" + name + "\" is not there yet; it comes in a later version of Carillon";
  }

  /** Says that something will never be there, and why. */
  static String never(String name, String why) {
    return "\"" + name + "\" is not supported: " + why;
  }
}
