package dev.carillon.testing.qstash;

/** Where the outcome of an attempt is told, as a message of its own, and how that is carried. */
public record Callback(String url, Options options) {}
