package dev.carillon.app;

/** Whether this is somebody's laptop or the real thing. */
enum Mode {
  DEVELOPMENT,
  PRODUCTION
}
