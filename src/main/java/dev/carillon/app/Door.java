package dev.carillon.app;

/**
 * Where {@code java -jar} listens.
 *
 * @param port 0 to 65535; zero takes any free one
 * @param bind an IP address, or empty for all
 */
record Door(int port, String bind) {
  /** Before anything could be read. */
  static final Door CLOSEST = new Door(8080, "127.0.0.1");
}
