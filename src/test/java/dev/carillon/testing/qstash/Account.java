package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carillon.signature.SigningKeys;
import java.io.IOException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Who may call, in which region, by which plan, and what is signed with. */
final class Account {
  private static final JsonMapper JSON = new JsonMapper();

  private final String user = "fakeUser" + Ids.token().substring(4, 10);
  private final String token = token(user, Ids.token().substring(4));
  private SigningKeys keys = new SigningKeys(Ids.key(), Ids.key());
  private String region = "EU-CENTRAL-1";
  private Plan plan = Plan.FREE;
  private final String readOnlyToken = token(user, "readOnly" + Ids.token().substring(4));
  private final Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);

  private static String token(String user, String password) {
    String json = "{\"UserID\":\"" + user + "\",\"Password\":\"" + password + "\"}";
    return Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
  }

  String token() {
    return token;
  }

  /** Returns a token that is good somewhere else. */
  String tokenOfAnotherRegion() {
    return token("elsewhere", "password");
  }

  /** Returns a token that reads and changes nothing. */
  String readOnlyToken() {
    return readOnlyToken;
  }

  synchronized void otherwise(Doubt doubt) {
    doubts.add(doubt);
  }

  synchronized boolean holds(Doubt doubt) {
    return doubts.contains(doubt);
  }

  synchronized SigningKeys keys() {
    return keys;
  }

  synchronized void keys(SigningKeys others) {
    keys = others;
  }

  /** Drops the current key: the next one takes its place, and a fresh one is next. */
  synchronized SigningKeys rotate() {
    keys = new SigningKeys(keys.next(), Ids.key());
    return keys;
  }

  synchronized String region() {
    return region;
  }

  synchronized void region(String other) {
    region = other;
  }

  synchronized Plan plan() {
    return plan;
  }

  synchronized void plan(Plan other) {
    plan = other;
  }

  /** Refuses a token that is not this account's. */
  void check(String given, String method) {
    if (given.equals(token) || given.equals(readOnlyToken) && method.equals("GET")) {
      return;
    }
    if (given.equals(readOnlyToken)) {
      throw new RefusedCallException(401, "unauthorized: token is read-only");
    }
    if (isOfAnotherUser(given)) {
      throw unknownUser();
    }
    throw new RefusedCallException(401, "unauthorized: invalid token");
  }

  RefusedCallException unknownUser() {
    String here = region().toLowerCase(Locale.ROOT);
    return new RefusedCallException(404, "user not found in this region (" + here + ")");
  }

  private boolean isOfAnotherUser(String given) {
    try {
      JsonNode told = JSON.readTree(Base64.getDecoder().decode(given));
      return told.path("UserID").isTextual() && !told.path("UserID").asText().equals(user);
    } catch (IOException | IllegalArgumentException nonsense) {
      return false;
    }
  }
}
