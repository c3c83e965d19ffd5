package dev.carillon.doctor;

import dev.carillon.scheduling.EngineTrouble;
import dev.carillon.text.Bilingual;

/** Tells troubles with QStash to people in both languages. */
final class TroubleWords {
  private static final String REACHABLE =
      "Задайте в APP_URL адрес, доступный из интернета (в разработке — адрес туннеля), или"
          + " CARILLON_ENGINE=local.";

  private TroubleWords() {}

  /** Returns what happened; QStash's own words stay as they are. */
  static Bilingual what(EngineTrouble trouble) {
    String said = trouble.said().map(words -> " (QStash: " + words + ")").orElse("");
    return new Bilingual(sentence(trouble.what() + said), russian(trouble.kind()) + said + ".");
  }

  /** Returns what helps. */
  static Bilingual remedy(EngineTrouble trouble) {
    return new Bilingual(sentence(trouble.remedy()), cure(trouble.kind()));
  }

  private static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
  }

  private static String russian(EngineTrouble.Kind kind) {
    return switch (kind) {
      case ENGINE_REFUSED -> "QStash ответил отказом";
      case ENGINE_UNAVAILABLE -> "Спросить QStash не удалось";
      case LOOPBACK_ADDRESS -> "APP_URL ведёт на саму эту машину";
      case PRIVATE_HOST -> "APP_URL ведёт в частную сеть";
      case UNRESOLVABLE_HOST -> "Ни один сервер имён не знает хост из APP_URL";
      case INVALID_DESTINATION -> "APP_URL не задан или по нему нельзя позвонить";
      case WRONG_REGION -> "Токен из другого региона";
      case BAD_TOKEN -> "QStash не знает этот токен";
      case TOKEN_NOT_ALLOWED -> "Этому токену такое не разрешено";
      case SCHEDULE_QUOTA -> "Тариф не позволяет больше расписаний";
      case BAD_CRON -> "Такой cron QStash не принимает";
      case BAD_RETRY_DELAY -> "Выражение паузы между попытками не годится";
      case DELAY_TOO_LONG -> "Тариф не позволяет такую задержку";
      case TIMEOUT_TOO_LONG -> "Тариф не позволяет ждать ответа так долго";
      case TOO_MANY_RETRIES -> "Тариф не позволяет столько повторов";
      case MESSAGE_TOO_LARGE -> "Сообщение слишком велико для тарифа";
      case QUOTA_EXCEEDED -> "Превышен предел тарифа";
      case RATE_LIMITED -> "Слишком много обращений за короткое время";
      case DAILY_LIMIT -> "Сообщения на сегодня исчерпаны";
      case NOT_QSTASH -> "По адресу QSTASH_URL отвечает не QStash";
      case UNREACHABLE -> "До QStash не дозвониться";
      case NO_ANSWER -> "Соединение было, а целого ответа не пришло";
      case SERVER_ERROR -> "QStash сообщает о собственной поломке";
      case NONSENSE -> "Ответ QStash не разобрать";
    };
  }

  private static String cure(EngineTrouble.Kind kind) {
    return switch (kind) {
      case ENGINE_REFUSED -> "Сделайте, как говорит QStash.";
      case ENGINE_UNAVAILABLE, NO_ANSWER -> "Попробуйте ещё раз.";
      case LOOPBACK_ADDRESS, PRIVATE_HOST -> REACHABLE;
      case UNRESOLVABLE_HOST ->
        "Исправьте хост в APP_URL; новое имя серверы имён узнают через несколько минут.";
      case INVALID_DESTINATION ->
        "Задайте в APP_URL полный адрес, например https://example.com/carillon.";
      case WRONG_REGION ->
        "Задайте QSTASH_URL по региону токена: https://qstash.upstash.io (EU) или"
            + " https://qstash-us-east-1.upstash.io (US).";
      case BAD_TOKEN ->
        "Заново скопируйте QSTASH_TOKEN из консоли Upstash: после сброса старый недействителен.";
      case TOKEN_NOT_ALLOWED ->
        "Задайте в QSTASH_TOKEN полный токен: токен только для чтения ничего менять не может.";
      case SCHEDULE_QUOTA ->
        "Удалите лишние расписания в QStash, поручите часть встроенному движку или возьмите тариф"
            + " больше.";
      case BAD_CRON -> "Измените cron.";
      case BAD_RETRY_DELAY -> "Измените retryDelay, например 1000 * (1 + retried).";
      case DELAY_TOO_LONG -> "Выберите более раннее время или тариф больше.";
      case TIMEOUT_TOO_LONG -> "Уменьшите CARILLON_WEBHOOK_HOLD или возьмите тариф больше.";
      case TOO_MANY_RETRIES -> "Уменьшите retries или возьмите тариф больше.";
      case MESSAGE_TOO_LARGE ->
        "Уменьшите вход: храните данные в другом месте и передавайте ссылку на них.";
      case QUOTA_EXCEEDED -> "Уложитесь в предел или возьмите тариф больше.";
      case RATE_LIMITED -> "Попробуйте чуть позже.";
      case DAILY_LIMIT -> "Дождитесь следующего дня (UTC) или возьмите тариф больше.";
      case NOT_QSTASH -> "Задайте в QSTASH_URL корень API, например https://qstash.upstash.io.";
      case UNREACHABLE ->
        "Проверьте, доступен ли QSTASH_URL с этой машины: имя, сеть, межсетевой экран, сертификаты.";
      case SERVER_ERROR -> "Посмотрите https://status.upstash.com.";
      case NONSENSE -> "Проверьте, нет ли прокси между этой машиной и QSTASH_URL.";
    };
  }
}
