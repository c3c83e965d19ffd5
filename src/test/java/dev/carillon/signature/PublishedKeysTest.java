package dev.carillon.signature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PublishedKeysTest {
  @Test
  void keysThatEverybodyKnowsAreKnownToUs() {
    assertThat(PublishedKeys.isPublished("sig_7kYjw48mhY7kAjqNGcy6cr29RJ6r")).isTrue();
    assertThat(PublishedKeys.isPublished(" sig_7GFR4YaDshFcqsxWRZpRB161jguD\n")).isTrue();
    assertThat(PublishedKeys.isPublished("sig_7W3ZNbfKWk5NWwEs3U4ixuQ7fxwE")).isTrue();
    assertThat(PublishedKeys.isPublished("sig_mine")).isFalse();
  }

  @Test
  void oneKnownKeyOfTwoIsEnough() {
    String known = PublishedKeys.DEFAULT_USER.next();

    assertThat(PublishedKeys.isPublished(new SigningKeys("sig_mine", known))).isTrue();
    assertThat(PublishedKeys.isPublished(new SigningKeys("sig_mine", "sig_too")))
        .isFalse();
  }
}
