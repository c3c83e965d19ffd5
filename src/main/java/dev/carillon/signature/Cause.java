package dev.carillon.signature;

/** Why a delivery was refused. Told to our records; the caller learns only that it was. */
public enum Cause {
  /** No signing keys are configured, so nobody can be believed. */
  NO_KEYS("no signing keys are configured"),
  /** No public URL is configured, so the URL that was signed cannot be checked. */
  NO_PUBLIC_URL("no public URL (APP_URL) is configured"),
  /** The header is not there. */
  NO_SIGNATURE("no Upstash-Signature header"),
  /** Not three parts of strict base64url, the first of them a JSON object. */
  MALFORMED("the signature is not a compact JWS"),
  /** Signed otherwise than with HS256, or asking for an extension that we do not know. */
  ALGORITHM("the signature is not HS256"),
  /** Neither key made it. */
  SIGNATURE("the signature fits neither the current nor the next key"),
  /** A claim is missing, there twice, or of the wrong type. */
  CLAIMS("a claim is missing or malformed"),
  /** Issued by somebody else. */
  ISSUER("the issuer is not Upstash"),
  /** Over. */
  EXPIRED("the signature is expired (is our clock right?)"),
  /** Good only later. */
  NOT_YET_VALID("the signature is not valid yet (is our clock right?)"),
  /** Issued later than now. */
  ISSUED_IN_FUTURE("the signature was issued in the future (is our clock right?)"),
  /** Good for longer than we are willing to remember it. */
  LIVES_TOO_LONG("the signature is good for too long"),
  /** Signed for another URL than it was sent to; mostly a matter of APP_URL or a proxy. */
  URL("signed for another URL"),
  /** Another body than was signed. */
  BODY("the body is not the one that was signed"),
  /** The token came before with another message; found where tokens are kept. */
  REPLAYED("the token was used for another message");

  private final String text;

  Cause(String text) {
    this.text = text;
  }

  /** Returns it in words, for logs and records. */
  public String text() {
    return text;
  }
}
