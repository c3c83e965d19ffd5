package dev.carillon.cron;

import java.util.Locale;

/**
 * What somebody could write instead, in one short clause without a capital or a full stop.
 *
 * @param english the clause in English
 * @param russian the clause in Russian
 */
record Hint(String english, String russian) {
  String in(Locale locale) {
    return locale.getLanguage().equals("ru") ? russian : english;
  }
}
