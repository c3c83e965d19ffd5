package dev.carillon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Role;
import dev.carillon.signature.KeyFingerprint;
import dev.carillon.signing.KeyReport;
import dev.carillon.signing.Rolling;
import dev.carillon.signing.RollingReason;
import dev.carillon.text.Bilingual;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The signing keys by their fingerprints, and rolling them; never a key. */
@Path("api/keys")
@Produces(MediaType.APPLICATION_JSON)
public final class KeysResource {
  static final String GUIDE = "guide.en.md#signing-keys";

  private static final List<String> ROLES = List.of("current", "next");
  private static final List<String> SETTINGS =
      List.of("QSTASH_CURRENT_SIGNING_KEY", "QSTASH_NEXT_SIGNING_KEY");
  private static final Bilingual TO_DO = Bilingual.of(
      "Copy both signing keys from the Upstash console (QStash, at the top of the page) into"
          + " QSTASH_CURRENT_SIGNING_KEY and QSTASH_NEXT_SIGNING_KEY of every node, with the region's"
          + " prefix where you use one, and restart. Until then this node goes on with the new keys,"
          + " and others read them from QStash when they need them. Whoever else verifies with this"
          + " account's keys has to follow before they are rolled again.",
      "Скопируйте оба ключа подписи из консоли Upstash (QStash, вверху страницы) в"
          + " QSTASH_CURRENT_SIGNING_KEY и QSTASH_NEXT_SIGNING_KEY каждого узла (с приставкой региона,"
          + " если она у вас есть) и перезапустите. До тех пор этот узел работает с новыми ключами, а"
          + " другие прочтут их у QStash, когда понадобится. Все остальные, кто проверяет подписи"
          + " ключами этого аккаунта, должны обновиться до следующей смены.");

  private final Rolling rolling;
  private final JsonBodies bodies;

  /** Takes what it shows and changes. */
  public KeysResource(Rolling rolling, ObjectMapper json) {
    this.rolling = rolling;
    this.bodies = new JsonBodies(json);
  }

  /** Shows how the keys stand; asks QStash, for some seconds at most. */
  @GET
  public View show() {
    KeyReport report = rolling.report();
    View view = View.of()
        .word("origin", report.origin())
        .text("learntAt", report.learntAt())
        .all("keys", keys(report))
        .texts("settings", report.settings());
    if (!report.qstash().isEmpty()) {
      view.texts("qstash", report.qstash());
    }
    return view.text("askedAt", report.askedAt())
        .text("trouble", report.trouble().map(Throwable::getMessage))
        .text("lastSignedBy", report.lastSignedBy())
        .part(
            "rolling",
            View.of()
                .flag("safe", report.reasons().isEmpty())
                .all("reasons", reasons(report.reasons())))
        .text("guide", GUIDE);
  }

  private static List<View> keys(KeyReport report) {
    List<View> keys = new ArrayList<>();
    for (int at = 0; at < report.known().size(); at++) {
      keys.add(key(report, report.known().get(at), ROLES.get(at)));
    }
    report
        .retired()
        .forEach((key, until) -> keys.add(key(report, key, "retired").text("goodUntil", until)));
    return keys;
  }

  private static View key(KeyReport report, KeyFingerprint key, String role) {
    View view = View.of()
        .text("fingerprint", key)
        .text("role", role)
        .flag("inSettings", report.settings().contains(key));
    if (!report.qstash().isEmpty()) {
      view.flag("atQStash", report.qstash().contains(key));
    }
    return report.lastSeen().containsKey(key)
        ? view.text("lastSignedAt", report.lastSeen().get(key))
        : view;
  }

  static List<View> reasons(List<RollingReason> reasons) {
    return reasons.stream()
        .map(it -> RefusalsResource.words(it.words()).text("code", View.word(it)))
        .toList();
  }

  /** Rolls the keys at QStash, once. */
  @POST
  @Path("roll")
  @Audited(value = "keys.roll", of = "keys", answer = true)
  public View roll(@Context ContainerRequestContext request, byte[] body) {
    Callers.require(Role.ADMIN, request);
    Optional<JsonNode> told = bodies.object(body);
    told.ifPresent(it -> JsonBodies.allowOnly(it, "confirm", "force"));
    JsonNode wish = told.filter(it -> isTrue(it, "confirm"))
        .orElseThrow(() -> new InvalidBodyException(
            "rolling drops a key for good: confirm it with {\"confirm\": true}", 1, 1));
    Rolling.Rolled rolled = rolling.roll(isTrue(wish, "force"));
    return View.of()
        .text("at", rolled.at())
        .text("dropped", rolled.dropped())
        .text("current", rolled.current())
        .text("next", rolled.next())
        .texts("settings", SETTINGS)
        .part("todo", RefusalsResource.words(TO_DO))
        .text("guide", GUIDE);
  }

  /** Only the very value: who writes anything else may have meant something else. */
  private static boolean isTrue(JsonNode wish, String name) {
    return wish.path(name).isBoolean() && wish.path(name).booleanValue();
  }
}
