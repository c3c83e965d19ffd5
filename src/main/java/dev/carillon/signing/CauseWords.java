package dev.carillon.signing;

import dev.carillon.signature.Cause;
import dev.carillon.text.Bilingual;

/** Tells causes of refusals to people, and what to do about each. */
public final class CauseWords {
  private static final Bilingual CLOCK = Bilingual.of(
      "Set this machine's clock by a time server.",
      "Настройте часы этой машины по серверу времени.");
  private static final Bilingual STRANGER = Bilingual.of(
      "QStash sends nothing like this: it was somebody else, or a proxy that changes headers.",
      "QStash такого не присылает: это кто-то другой или прокси, который меняет заголовки.");

  private CauseWords() {}

  /** Returns what was wrong. */
  public static Bilingual what(Cause cause) {
    return Bilingual.of(
        cause.text(),
        switch (cause) {
          case NO_KEYS -> "ключи подписи не заданы";
          case NO_PUBLIC_URL -> "публичный адрес (APP_URL) не задан";
          case NO_SIGNATURE -> "нет заголовка Upstash-Signature";
          case MALFORMED -> "подпись не похожа на compact JWS";
          case ALGORITHM -> "подпись сделана не по HS256";
          case SIGNATURE -> "подпись не подходит ни к текущему, ни к следующему ключу";
          case CLAIMS -> "в подписанном нет нужного поля или оно испорчено";
          case ISSUER -> "подписал не Upstash";
          case EXPIRED -> "срок подписи истёк (верны ли наши часы?)";
          case NOT_YET_VALID -> "подпись ещё не действует (верны ли наши часы?)";
          case ISSUED_IN_FUTURE -> "подпись сделана в будущем (верны ли наши часы?)";
          case LIVES_TOO_LONG -> "подпись действует слишком долго";
          case URL -> "подписано для другого адреса";
          case BODY -> "тело не то, которое было подписано";
          case REPLAYED -> "этот токен уже был у другого сообщения";
        });
  }

  /** Returns what helps. */
  public static Bilingual remedy(Cause cause) {
    return switch (cause) {
      case NO_KEYS ->
        Bilingual.of(
            "Copy QSTASH_CURRENT_SIGNING_KEY and QSTASH_NEXT_SIGNING_KEY from the Upstash console.",
            "Скопируйте QSTASH_CURRENT_SIGNING_KEY и QSTASH_NEXT_SIGNING_KEY из консоли Upstash.");
      case NO_PUBLIC_URL ->
        Bilingual.of(
            "Set APP_URL to the address that QStash calls.",
            "Задайте в APP_URL адрес, который вызывает QStash.");
      case SIGNATURE ->
        Bilingual.of(
            "Copy both signing keys anew from the Upstash console, of the same account and region as"
                + " QSTASH_TOKEN.",
            "Заново скопируйте оба ключа подписи из консоли Upstash: того же аккаунта и региона, что и"
                + " QSTASH_TOKEN.");
      case URL ->
        Bilingual.of(
            "Set APP_URL to the address under which QStash calls, letter for letter, with its context"
                + " path; it may be a list.",
            "Задайте в APP_URL тот адрес, по которому звонит QStash, буква в букву, с путём контекста;"
                + " можно перечислить несколько.");
      case BODY ->
        Bilingual.of(
            "Something between QStash and us changes the body: let the proxy pass it through as it is.",
            "Что-то между QStash и нами меняет тело запроса: пусть прокси пропускает его как есть.");
      case EXPIRED, NOT_YET_VALID, ISSUED_IN_FUTURE -> CLOCK;
      case REPLAYED ->
        Bilingual.of(
            "Somebody sent a captured request once more, or a proxy changes Upstash-Message-Id.",
            "Кто-то повторил перехваченный запрос, или прокси меняет Upstash-Message-Id.");
      case NO_SIGNATURE, MALFORMED, ALGORITHM, CLAIMS, ISSUER, LIVES_TOO_LONG -> STRANGER;
    };
  }

  /** Returns where the guide tells more. */
  public static String guide(Cause cause) {
    return switch (cause) {
      case EXPIRED, NOT_YET_VALID, ISSUED_IN_FUTURE -> "guide.en.md#clock-skew";
      default -> "guide.en.md#signature-fails";
    };
  }
}
