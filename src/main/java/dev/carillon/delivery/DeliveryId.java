package dev.carillon.delivery;

/**
 * Names one attempt of an engine to hand us a message.
 *
 * @param value given by the database, from 1
 */
public record DeliveryId(long value) {}
