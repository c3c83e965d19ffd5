package dev.carillon.app;

/** What rings. */
enum Engine {
  QSTASH,
  LOCAL
}
