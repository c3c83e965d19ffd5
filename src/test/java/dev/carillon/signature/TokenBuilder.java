package dev.carillon.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as QStash does, or in the ways that somebody else would. Written apart from the code under
 * test: it shares nothing with it but the format.
 */
public final class TokenBuilder {
  private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

  private final ObjectNode payload = JsonNodeFactory.instance.objectNode();
  private String header = HS256;
  private String mac = "HmacSHA256";
  private String written;

  private TokenBuilder() {}

  /** Starts with what QStash would sign for this URL and body at this moment. */
  public static TokenBuilder aToken(String url, byte[] body, Instant issuedAt) {
    TokenBuilder token = new TokenBuilder();
    token.payload.put("iss", "Upstash");
    token.payload.put("sub", url);
    token.payload.put("exp", issuedAt.getEpochSecond() + 300);
    token.payload.put("nbf", 0);
    token.payload.put("iat", issuedAt.getEpochSecond());
    token.payload.put("jti", "jwt_test");
    token.payload.put("body", hashOf(body));
    return token;
  }

  /** Gives a claim another value. */
  public TokenBuilder with(String claim, JsonNode value) {
    payload.set(claim, value);
    return this;
  }

  /** Gives a claim another value. */
  public TokenBuilder with(String claim, String value) {
    payload.put(claim, value);
    return this;
  }

  /** Gives a claim another value. */
  public TokenBuilder with(String claim, long value) {
    payload.put(claim, value);
    return this;
  }

  /** Leaves a claim out. */
  public TokenBuilder without(String claim) {
    payload.remove(claim);
    return this;
  }

  /** Takes this text as the payload, whatever it is. */
  public TokenBuilder written(String text) {
    written = text;
    return this;
  }

  /** Takes this text as the header, and this algorithm of the JDK to sign with. */
  public TokenBuilder header(String text, String algorithm) {
    header = text;
    mac = algorithm;
    return this;
  }

  /** Takes this text as the header. */
  public TokenBuilder header(String text) {
    return header(text, mac);
  }

  /** Signs it. */
  public String signedWith(String key) {
    String input = part(header) + "." + part(written == null ? payload.toString() : written);
    try {
      Mac signer = Mac.getInstance(mac);
      signer.init(new SecretKeySpec(key.getBytes(UTF_8), mac));
      return input + "." + base64url(signer.doFinal(input.getBytes(UTF_8)));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** Returns the claim {@code body} for these bytes, padded, as QStash sends it. */
  public static String hashOf(byte[] body) {
    try {
      return Base64.getUrlEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static String part(String text) {
    return base64url(text.getBytes(UTF_8));
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
