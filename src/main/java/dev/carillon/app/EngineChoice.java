package dev.carillon.app;

import static dev.carillon.app.Setting.APP_URL;
import static dev.carillon.app.Setting.CARILLON_ENGINE;
import static dev.carillon.app.Setting.QSTASH_CURRENT_SIGNING_KEY;
import static dev.carillon.app.Setting.QSTASH_NEXT_SIGNING_KEY;
import static dev.carillon.app.Setting.QSTASH_TOKEN;
import static dev.carillon.app.Setting.QSTASH_URL;

import dev.carillon.text.Bilingual;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which engine rings. A production that has only some of what QStash needs is refused,
 * since either engine would be the wrong guess; in development the local engine steps in.
 */
final class EngineChoice {
  private static final List<Setting> QSTASH =
      List.of(QSTASH_TOKEN, QSTASH_CURRENT_SIGNING_KEY, QSTASH_NEXT_SIGNING_KEY);

  private final Reading reading;
  private final Mode mode;
  private final boolean publicUrl;
  private final boolean devServer;

  /**
   * @param publicUrl whether there is an APP_URL that QStash's service can reach
   * @param devServer whether QSTASH_URL is QStash's dev server, which reaches private addresses
   */
  EngineChoice(Reading reading, Mode mode, boolean publicUrl, boolean devServer) {
    this.reading = reading;
    this.mode = mode;
    this.publicUrl = publicUrl;
    this.devServer = devServer;
  }

  /** Decides; what stands in the way is noted as a mistake, and then the answer means nothing. */
  EngineDecision decide() {
    String wanted = reading.word(CARILLON_ENGINE, "auto", List.of("auto", "qstash", "local"));
    return switch (wanted) {
      case "local" -> EngineDecision.chosen(Engine.LOCAL);
      case "qstash" -> demanded();
      default -> mode == Mode.PRODUCTION ? inProduction() : inDevelopment();
    };
  }

  private EngineDecision demanded() {
    missing().forEach(setting -> need(setting, "CARILLON_ENGINE is qstash"));
    return EngineDecision.chosen(Engine.QSTASH);
  }

  private EngineDecision inProduction() {
    boolean any = Stream.concat(QSTASH.stream(), Stream.of(QSTASH_URL)).anyMatch(this::isSet);
    if (!any) {
      return EngineDecision.of(
          Engine.LOCAL,
          "self-hosted: no QSTASH_TOKEN is set",
          "своё хозяйство: QSTASH_TOKEN не задан");
    }
    String others = "QStash is set up in part";
    missing().forEach(setting -> need(setting, others));
    return EngineDecision.of(
        Engine.QSTASH,
        "token, both signing keys and a public APP_URL are set",
        "заданы токен, оба ключа подписи и публичный APP_URL");
  }

  private EngineDecision inDevelopment() {
    List<Setting> missing = missing();
    if (missing.isEmpty()) {
      return new EngineDecision(
          Engine.LOCAL,
          Bilingual.of(
              "APP_URL has not yet been seen to lead back to this process",
              "ещё не видно, что APP_URL ведёт к этому процессу"),
          true,
          false);
    }
    List<Setting> unset = missing.stream().filter(setting -> !isSet(setting)).toList();
    return unset.isEmpty()
        ? EngineDecision.of(Engine.LOCAL, "APP_URL is not public", "APP_URL не публичный")
        : EngineDecision.of(Engine.LOCAL, "not set: " + names(unset), "не задано: " + names(unset));
  }

  private List<Setting> missing() {
    List<Setting> missing =
        new ArrayList<>(QSTASH.stream().filter(s -> !isSet(s)).toList());
    boolean reachable = publicUrl || devServer && mode == Mode.DEVELOPMENT && isSet(APP_URL);
    if (!reachable) {
      missing.add(0, APP_URL);
    }
    return missing;
  }

  private void need(Setting setting, String why) {
    String cure = setting == APP_URL
        ? "set the public URL that QStash can call, or CARILLON_ENGINE=local"
        : "copy it from the Upstash console, or set CARILLON_ENGINE=local";
    reading.wrong(
        setting, (isSet(setting) ? "is not public" : "is not set") + ", but " + why, cure);
  }

  private static String names(List<Setting> settings) {
    return settings.stream().map(Setting::name).collect(Collectors.joining(", "));
  }

  private boolean isSet(Setting setting) {
    return reading.text(setting).isPresent();
  }
}
