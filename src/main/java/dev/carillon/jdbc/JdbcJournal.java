package dev.carillon.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.RunId;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitKey;
import dev.carillon.running.Entries;
import dev.carillon.running.Extent;
import dev.carillon.running.Journal;
import dev.carillon.running.Lease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The journal in the database. */
public final class JdbcJournal implements Journal {
  static final String LAST = """
      select * from step where run_id = :run and block = :block
       order by run_id desc, block desc, number desc fetch first 1 row only""";

  static final String FIND = """
      select * from step
       where run_id = :run and block = :block and task = :task and visit = :visit""";

  static final String VISITS = """
      select visit from step where run_id = :run and block = :block and task = :task
       order by run_id desc, block desc, task desc, visit desc fetch first 1 row only""";

  static final String CONTEXT = """
      select step.context from run join step on step.run_id = run.id and step.number = run.context_step
       where run.id = :run""";

  static final String OUTPUT = """
      select output from step
       where run_id = :run and name = :name and state in ('COMPLETED', 'SKIPPED')
         and output is not null
       order by run_id desc, name desc, written desc fetch first 1 row only""";

  static final String EXTENT = "select steps, volume from run where id = :run";

  private static final String PAGE = """
      select * from step where run_id = :run and number > :offset
       order by run_id, number fetch first :limit rows only""";

  private static final String NEWEST = """
      select * from step where run_id = :run
       order by run_id desc, number desc fetch first :limit rows only""";

  private final Database database;
  private final LargeValues large = new LargeValues();

  /** Takes the database, which is opened before the first call. */
  public JdbcJournal(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Visit> last(RunId run, String block) {
    return database
        .transactions()
        .read(handle -> one(handle, run, query(handle, LAST, run).bind("block", block)));
  }

  @Override
  public Optional<Visit> find(RunId run, VisitKey key) {
    return database
        .transactions()
        .read(handle -> one(
            handle,
            run,
            query(handle, FIND, run)
                .bind("block", key.block())
                .bind("task", key.task())
                .bind("visit", key.visit())));
  }

  @Override
  public int visits(RunId run, String block, String task) {
    return database
        .transactions()
        .read(handle -> query(handle, VISITS, run)
            .bind("block", block)
            .bind("task", task)
            .mapTo(Integer.class)
            .findOne()
            .orElse(0));
  }

  @Override
  public Optional<JsonNode> context(RunId run) {
    return database.transactions().read(handle -> value(handle, run, query(handle, CONTEXT, run)));
  }

  @Override
  public Map<String, JsonNode> outputs(RunId run, Set<String> names) {
    Map<String, JsonNode> outputs = new HashMap<>();
    return database.transactions().read(handle -> {
      for (String name : names) {
        value(handle, run, query(handle, OUTPUT, run).bind("name", name))
            .ifPresent(output -> outputs.put(name, output));
      }
      return outputs;
    });
  }

  @Override
  public Extent extent(RunId run) {
    return database
        .transactions()
        .read(handle -> query(handle, EXTENT, run)
            .map((row, context) -> new Extent(row.getLong("steps"), row.getLong("volume")))
            .findOne()
            .orElse(Extent.NONE));
  }

  @Override
  public Extent write(Lease lease, Entries entries, Instant now) {
    return database
        .transactions()
        .write(handle -> new JournalEntry(handle, lease, large, now).write(entries));
  }

  @Override
  public List<RunId> breakOff(Lease lease, String block, String reason, Instant now) {
    return database.transactions().write(handle -> {
      new JournalEntry(handle, lease, large, now).hold();
      return BreakOff.of(handle, lease.run(), block, reason, now);
    });
  }

  @Override
  public List<Entry> page(RunId run, long offset, int limit) {
    return database
        .transactions()
        .read(handle -> entries(
            handle,
            run,
            query(handle, PAGE, run)
                .bind("offset", offset)
                .bind("limit", limit)
                .map(VisitRow::read)
                .list()));
  }

  @Override
  public List<Entry> newest(RunId run, int limit) {
    List<Entry> newestFirst = database
        .transactions()
        .read(handle -> entries(
            handle,
            run,
            query(handle, NEWEST, run).bind("limit", limit).map(VisitRow::read).list()));
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  private static List<Entry> entries(Handle handle, RunId run, List<VisitRow> rows) {
    List<Visit> visits = VisitRow.visits(handle, run, rows);
    List<Entry> entries = new ArrayList<>();
    for (int index = 0; index < rows.size(); index++) {
      entries.add(new Entry(rows.get(index).number(), visits.get(index)));
    }
    return entries;
  }

  private static Optional<Visit> one(Handle handle, RunId run, Query query) {
    return VisitRow.visits(handle, run, query.map(VisitRow::read).list()).stream()
        .findFirst();
  }

  private static Optional<JsonNode> value(Handle handle, RunId run, Query query) {
    return query
        .mapTo(String.class)
        .findOne()
        .map(kept -> Json.value(StepValues.read(handle, run, kept)));
  }

  private static Query query(Handle handle, String sql, RunId run) {
    return handle.createQuery(sql).bind("run", run.value());
  }
}
