package dev.carillon.signing;

import dev.carillon.text.Bilingual;

/** Why the keys should not be rolled now. */
public enum RollingReason {
  /** Nobody can be asked. */
  NO_QSTASH(
      "QSTASH_TOKEN or a signing key is not set, so nothing can be rolled from here.",
      "QSTASH_TOKEN или ключ подписи не задан: отсюда ничего не сменить."),
  /** QStash does not tell its keys now. */
  QSTASH_SILENT(
      "QStash does not tell its keys now, so nobody knows what a roll would drop.",
      "QStash сейчас не называет свои ключи, и неизвестно, какой из них пропадёт при смене."),
  /** Its keys are published, so anybody could sign. */
  KEYS_NOT_TAKEN(
      "QStash has keys that are not taken here: they are published, or too short.",
      "У QStash ключи, которые здесь не принимаются: они общеизвестны или слишком коротки."),
  /** The settings lag behind. */
  SETTINGS_DIFFER(
      "The settings hold other keys than QStash has. Put QStash's present keys into the settings and"
          + " restart, then roll: one more roll and a restart without QStash's answer would lock it out.",
      "В настройках не те ключи, что у QStash. Сначала внесите нынешние ключи в настройки и"
          + " перезапустите, потом меняйте: иначе после ещё одной смены перезапуск без ответа QStash"
          + " закроет ему дорогу."),
  /** What came last was not signed with the current key. */
  LAST_SIGNED_OTHERWISE(
      "The last delivery was not signed with QStash's current key: a rotation may be under way. Wait"
          + " for a delivery that is.",
      "Последняя доставка подписана не текущим ключом QStash: возможно, смена ещё идёт. Дождитесь"
          + " доставки с текущим.");

  private final Bilingual words;

  RollingReason(String en, String ru) {
    this.words = Bilingual.of(en, ru);
  }

  /** Returns it in words. */
  public Bilingual words() {
    return words;
  }
}
