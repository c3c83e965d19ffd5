package dev.carillon.jdbc;

import dev.carillon.run.Run;
import dev.carillon.run.RunError;
import dev.carillon.run.RunId;
import dev.carillon.running.RunFilter;
import dev.carillon.running.RunStore.Found;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Looks for a text in runs, a bounded number of them for each page: a text within a text is found by
 * no index. It is compared here, since the databases fold letters each in its own way.
 */
final class RunSearch {
  /** How many runs one page looks at. */
  private static final int MOST = 10_000;

  private static final int AT_ONCE = 500;
  private static final Pattern ID = Pattern.compile("run_[0-9a-z]{0,26}");

  private final RunList list;
  private final String text;
  private final int most;
  private final int atOnce;

  RunSearch(RunFilter filter, String text) {
    this(filter, text, MOST, AT_ONCE);
  }

  /**
   * @param most how many runs a page looks at, a multiple of {@code atOnce}
   * @param atOnce how many are read at a time
   */
  RunSearch(RunFilter filter, String text, int most, int atOnce) {
    this.list = new RunList(filter);
    this.text = folded(text.strip());
    this.most = most;
    this.atOnce = atOnce;
  }

  /** What is looked at of a run. */
  private record Looked(RunId id, boolean fits) {}

  Found page(Handle database, Optional<RunId> after, int limit) {
    return isAnId(database) ? byId(database, after, limit) : byText(database, after, limit);
  }

  /** A step may be called {@code run_report}. */
  private boolean isAnId(Handle database) {
    return ID.matcher(text).matches()
        && list.query(database, "id", Optional.empty(), text, 1)
            .mapTo(String.class)
            .findOne()
            .isPresent();
  }

  private Found byId(Handle database, Optional<RunId> after, int limit) {
    List<Run> runs =
        list.query(database, "*", after, text, limit + 1).map(RunRow::read).list();
    return runs.size() > limit
        ? new Found(runs.subList(0, limit), Optional.of(runs.get(limit - 1).id()))
        : new Found(runs, Optional.empty());
  }

  private Found byText(Handle database, Optional<RunId> after, int limit) {
    List<Run> found = new ArrayList<>();
    Optional<RunId> place = after;
    for (int looked = 0; looked < most; looked += atOnce) {
      List<Looked> some = list.query(
              database, "id, workflow_name, error, cancel_reason", place, "", atOnce)
          .map(this::look)
          .list();
      for (Looked one : some) {
        place = Optional.of(one.id());
        if (one.fits()) {
          RunRow.find(database, one.id()).ifPresent(found::add);
        }
        if (found.size() == limit) {
          return new Found(found, place);
        }
      }
      if (some.size() < atOnce) {
        return new Found(found, Optional.empty());
      }
    }
    return new Found(found, place);
  }

  private Looked look(ResultSet row, StatementContext context) throws SQLException {
    Stream<String> texts = Stream.concat(
        Stream.of(
                Optional.of(row.getString("workflow_name")), Values.textIfAny(row, "cancel_reason"))
            .flatMap(Optional::stream),
        Values.textIfAny(row, "error").map(Json::error).stream().flatMap(RunSearch::texts));
    return new Looked(
        new RunId(row.getString("id")), texts.anyMatch(it -> folded(it).contains(text)));
  }

  private static Stream<String> texts(RunError error) {
    return Stream.of(
            Optional.of(error.title()), error.detail(), error.instance(), Optional.of(error.type()))
        .flatMap(Optional::stream);
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
