package dev.carillon.secrets;

/**
 * A value that was encrypted.
 *
 * @param keyId 8 hexadecimal digits that name the key; they tell nothing of it
 * @param text the encrypted bytes, Base64
 */
public record Sealed(String keyId, String text) {}
