package dev.carillon.doctor;

import dev.carillon.text.Bilingual;
import java.util.Locale;

/** What is asked, in the order in which it is shown, and where the guide tells more. */
public enum Topic {
  SETTINGS(
      "settings",
      "Is everything set that this mode needs?",
      "Задано ли всё, что нужно в этом режиме?"),
  ENGINE("development-mode", "Which engine rings, and why?", "Какой движок звонит и почему?"),
  PUBLIC_URL(
      "loopback-address",
      "Can QStash reach the public URL: is it no loopback or private address?",
      "Доступен ли публичный адрес для QStash: не петлевой ли он и не частный?"),
  QSTASH(
      "unreachable",
      "Does QStash answer, and does it take our token?",
      "Отвечает ли QStash и принимает ли наш токен?"),
  KEYS(
      "signing-keys",
      "Are the signing keys those that QStash signs with?",
      "Те ли ключи подписи, которыми подписывает QStash?"),
  CLOCK(
      "clock-skew",
      "Do the clocks of this machine, the database and QStash agree?",
      "Сходятся ли часы этой машины, базы данных и QStash?"),
  DATABASE("database", "Does the database answer?", "Отвечает ли база данных?"),
  SCHEDULES(
      "schedule-not-created",
      "Does the engine hold the schedules as they are wanted?",
      "Держит ли движок расписания такими, как нужно?"),
  TIME_ZONES(
      "time-zones", "How old is the time zone data?", "Насколько свежи данные о часовых поясах?"),
  PLAN_LIMITS(
      "billing",
      "Do schedules and messages keep within the plan?",
      "Укладываются ли расписания и сообщения в тариф?"),
  WEBHOOK("webhook-does-not-arrive", "Do deliveries arrive?", "Приходят ли доставки?"),
  SIGNATURES("signature-fails", "Do signatures pass?", "Проходят ли подписи проверку?"),
  LOCAL_ENGINE(
      "development-mode-fails", "Does the built-in engine run?", "Работает ли встроенный движок?"),
  HOME(
      "home-directory",
      "Can files be written, and is there room on the disk?",
      "Можно ли писать файлы и есть ли место на диске?"),
  SECRETS(
      "secrets",
      "Can the secrets be read that workflows use?",
      "Читаются ли секреты, которые нужны процессам?"),
  ROUND_TRIP(
      "testing-qstash",
      "Did a test message travel to QStash and back?",
      "Прошло ли пробное сообщение до QStash и обратно?"),
  DEVELOPMENT("development-mode-fails", "Does development work?", "Работает ли режим разработки?"),
  PRODUCTION("production-fails", "Would production work?", "Заработает ли в боевом режиме?");

  private final String anchor;
  private final Bilingual question;

  Topic(String anchor, String en, String ru) {
    this.anchor = anchor;
    this.question = Bilingual.of(en, ru);
  }

  /** Returns the word that it has in the API. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the question. */
  public Bilingual question() {
    return question;
  }

  /** Returns where the guide tells more. */
  public String guide() {
    return "guide.en.md#" + anchor;
  }
}
