package dev.carillon.doctor;

import dev.carillon.secrets.Safe;
import dev.carillon.secrets.Safe.State;
import dev.carillon.secrets.SecretUsers;
import java.util.List;

/** Whether the secrets that are kept, and those that workflows name, can be read. */
public final class SecretsCheck implements Check {
  private final Safe safe;
  private final SecretUsers users;

  /** Takes what it looks at. */
  public SecretsCheck(Safe safe, SecretUsers users) {
    this.safe = safe;
    this.users = users;
  }

  @Override
  public Topic topic() {
    return Topic.SECRETS;
  }

  @Override
  public Finding examine() {
    List<Safe.Entry> kept = safe.list();
    List<String> missing = users.byName().keySet().stream()
        .filter(name -> kept.stream().noneMatch(it -> it.secret().name().value().equals(name)))
        .toList();
    return found(kept, missing)
        .fact("kept", kept.size())
        .fact("unreadable", names(kept, State.UNREADABLE))
        .fact("oldKey", names(kept, State.OLD_KEY))
        .fact("missing", String.join(", ", missing));
  }

  private Finding found(List<Safe.Entry> kept, List<String> missing) {
    if (safe.whyOff().isPresent()) {
      return off(!kept.isEmpty() || !missing.isEmpty());
    }
    String unreadable = names(kept, State.UNREADABLE);
    if (!unreadable.isEmpty()) {
      return Finding.failing(
              "No key opens these secrets: %s.",
              "Ни один ключ не открывает эти секреты: %s.", unreadable)
          .remedy(
              "Put the key that they were kept with behind the present one, as in"
                  + " CARILLON_SECRET_KEY=new,old, and restart; or give them their values again.",
              "Укажите ключ, которым они зашифрованы, после нынешнего:"
                  + " CARILLON_SECRET_KEY=новый,старый, и перезапустите; или задайте их заново.");
    }
    if (!missing.isEmpty()) {
      return Finding.warning(
              "Workflows name secrets that are not set: %s.",
              "Процессы называют секреты, которые не заданы: %s.", String.join(", ", missing))
          .remedy("Set them on the page Secrets.", "Задайте их на странице «Секреты».");
    }
    return readable(kept);
  }

  private static Finding readable(List<Safe.Entry> kept) {
    String old = names(kept, State.OLD_KEY);
    return old.isEmpty()
        ? Finding.ok("All %d secrets can be read.", "Все секреты (%d) читаются.", kept.size())
        : Finding.warning(
                "These secrets are still encrypted with an old key: %s.",
                "Эти секреты всё ещё зашифрованы старым ключом: %s.", old)
            .remedy(
                "Once every node has the new key, encrypt them anew on the page Secrets; then the old"
                    + " key can go.",
                "Когда новый ключ есть на каждом узле, перешифруйте их на странице «Секреты»; после"
                    + " этого старый ключ можно убрать.");
  }

  private static Finding off(boolean needed) {
    return needed
        ? Finding.failing(
                "Workflows use secrets, but there is no key to open them with.",
                "Процессам нужны секреты, но нет ключа, чтобы их открыть.")
            .remedy(
                "Set CARILLON_SECRET_KEY to a random text of 32 characters or more, and restart.",
                "Задайте CARILLON_SECRET_KEY (случайный текст от 32 знаков) и перезапустите.")
        : Finding.ok(
            "There is no key, so secrets are switched off; no workflow uses any.",
            "Ключа нет, поэтому секреты отключены; ни один процесс их не использует.");
  }

  private static String names(List<Safe.Entry> kept, State state) {
    return String.join(
        ", ",
        kept.stream()
            .filter(it -> it.state() == state)
            .map(it -> it.secret().name().value())
            .toList());
  }
}
