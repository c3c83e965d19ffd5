package dev.carillon.qstash;

/**
 * What became of a publication.
 *
 * @param messageId names the message
 * @param deduplicated whether it had been published before, so that this is the earlier message
 */
public record Publication(String messageId, boolean deduplicated) {}
