package dev.carillon.jdbc;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * Text on its way into statements. PostgreSQL keeps all characters but U+0000 (its documentation,
 * "Character Types"), and no database keeps one half of a pair that stands for one character; both are
 * kept as U+FFFD.
 */
final class StorableText extends AbstractArgumentFactory<String> {
  StorableText() {
    super(Types.VARCHAR);
  }

  static String of(String text) {
    if (text == null) {
      return null;
    }
    StringBuilder storable = null;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int point = text.codePointAt(at);
      if (point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        storable = storable == null ? new StringBuilder(text) : storable;
        storable.setCharAt(at, '\uFFFD');
      }
    }
    return storable == null ? text : storable.toString();
  }

  @Override
  protected Argument build(String text, ConfigRegistry config) {
    return (position, statement, context) -> statement.setString(position, of(text));
  }
}
