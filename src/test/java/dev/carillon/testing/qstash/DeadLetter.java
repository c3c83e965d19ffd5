package dev.carillon.testing.qstash;

/** A message that was given up, with the outcome of its last attempt. */
public record DeadLetter(String id, HeldMessage message, Attempt last) {}
