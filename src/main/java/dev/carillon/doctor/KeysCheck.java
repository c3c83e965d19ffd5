package dev.carillon.doctor;

import dev.carillon.signing.KeyReport;
import dev.carillon.signing.KeyRing;
import dev.carillon.signing.Rolling;
import dev.carillon.signing.RollingReason;

/** Whether the signing keys are QStash's. */
final class KeysCheck implements Check {
  private static final String COPY =
      "Copy both signing keys from the Upstash console into QSTASH_CURRENT_SIGNING_KEY and"
          + " QSTASH_NEXT_SIGNING_KEY, and restart.";
  private static final String COPY_RU =
      "Скопируйте оба ключа подписи из консоли Upstash в QSTASH_CURRENT_SIGNING_KEY и"
          + " QSTASH_NEXT_SIGNING_KEY и перезапустите.";

  private final Setup setup;
  private final Rolling rolling;

  KeysCheck(Setup setup, Rolling rolling) {
    this.setup = setup;
    this.rolling = rolling;
  }

  @Override
  public Topic topic() {
    return Topic.KEYS;
  }

  @Override
  public Finding examine() {
    KeyReport report = rolling.report();
    return judged(report)
        .fact("known", report.known())
        .fact("settings", report.settings())
        .fact("qstash", report.qstash())
        .fact("lastSignedBy", report.lastSignedBy());
  }

  private Finding judged(KeyReport report) {
    if (report.origin() == KeyRing.Origin.NONE) {
      return none();
    }
    if (report.qstash().isEmpty()) {
      return Finding.unknown(
          "Keys are set; QStash does not tell whether they are its own.",
          "Ключи заданы, но QStash не говорит, его ли они.");
    }
    if (report.reasons().contains(RollingReason.KEYS_NOT_TAKEN)) {
      return Finding.failing(
              "QStash signs with keys that are published or too short; they are not taken here.",
              "QStash подписывает общеизвестными или слишком короткими ключами; здесь они не"
                  + " принимаются.")
          .remedy(
              "Set QSTASH_URL to QStash's service; a dev server is for development.",
              "Задайте в QSTASH_URL адрес службы QStash: сервер разработки — только для разработки.");
    }
    if (report.settingsAreRight()) {
      return Finding.ok(
          "The keys in the settings are those that QStash signs with.",
          "Ключи в настройках — те, которыми подписывает QStash.");
    }
    return report.known().equals(report.qstash())
        ? Finding.warning(
                "QStash's keys were rotated: they were read from QStash and deliveries pass, but the"
                    + " settings hold older ones.",
                "Ключи QStash сменились: мы прочли их у QStash, доставки проходят, но в настройках"
                    + " старые.")
            .remedy(COPY, COPY_RU)
        : Finding.failing(
                "QStash signs with other keys than those that are known here.",
                "QStash подписывает не теми ключами, которые известны здесь.")
            .remedy(COPY, COPY_RU);
  }

  private Finding none() {
    return setup.qstashRings()
        ? Finding.failing(
                "No signing keys are set, so nobody is believed.",
                "Ключи подписи не заданы: никому веры нет.")
            .remedy(COPY, COPY_RU)
        : Finding.ok(
            "No signing keys are set, and the local engine needs none.",
            "Ключи подписи не заданы, и встроенному движку они не нужны.");
  }
}
