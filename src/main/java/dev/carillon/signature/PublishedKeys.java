package dev.carillon.signature;

import java.util.Set;

/**
 * The signing keys of the users of QStash's local development server. They stand in its documentation,
 * so anybody can sign with them: good on loopback, and nowhere else.
 */
public final class PublishedKeys {
  /** The keys of its default user, which the SDKs have built in. */
  public static final SigningKeys DEFAULT_USER =
      new SigningKeys("sig_7kYjw48mhY7kAjqNGcy6cr29RJ6r", "sig_5ZB6DVzB1wjE8S6rZ7eenA8Pdnhs");

  private static final Set<String> PUBLISHED = Set.of(
      DEFAULT_USER.current(),
      DEFAULT_USER.next(),
      "sig_7GVPjvuwsfqF65iC8fSrs1dfYruM",
      "sig_5NoELc3EFnZn4DVS5bDs2Nk4b7Ua",
      "sig_6jWGaWRxHsw4vMSPJprXadyvrybF",
      "sig_7qHbvhmahe5GwfePDiS5Lg3pi6Qx",
      "sig_5T8FcSsynBjn9mMLBsXhpacRovJf",
      "sig_7GFR4YaDshFcqsxWRZpRB161jguD",
      // still on an older page for the default user
      "sig_7RvLjqfZBvP5KEUimQCE1pvpLuou",
      "sig_7W3ZNbfKWk5NWwEs3U4ixuQ7fxwE");

  private PublishedKeys() {}

  /** Tells whether everybody knows this key; spaces around it do not count. */
  public static boolean isPublished(String key) {
    return PUBLISHED.contains(key.strip());
  }

  /** Tells whether everybody knows one of the two. */
  public static boolean isPublished(SigningKeys keys) {
    return isPublished(keys.current()) || isPublished(keys.next());
  }
}
