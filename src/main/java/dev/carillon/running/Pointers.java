package dev.carillon.running;

/** JSON pointers into a definition (RFC 6901). */
final class Pointers {
  private Pointers() {}

  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
