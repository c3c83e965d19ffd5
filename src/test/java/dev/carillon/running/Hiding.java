package dev.carillon.running;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes what hides secrets, for tests that need no run. */
final class Hiding {
  private Hiding() {}

  /** Returns the secrecy of a walk that uses these secrets. */
  static Secrecy of(String... secrets) {
    Map<String, String> kept = new HashMap<>();
    for (String secret : secrets) {
      kept.put("secret-" + kept.size(), secret);
    }
    var secrecy = new Secrecy(
        name -> Optional.ofNullable(kept.get(name)).map(TextNode::valueOf),
        new Patience(() -> false));
    secrecy.expect(kept.keySet());
    return secrecy;
  }
}
