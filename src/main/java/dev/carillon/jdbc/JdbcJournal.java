package dev.carillon.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.run.RunId;
import dev.carillon.run.Visit;
import dev.carillon.run.VisitKey;
import dev.carillon.running.Journal;
import dev.carillon.running.Lease;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The journal in the database. */
public final class JdbcJournal implements Journal {
  private static final String LAST = """
      select * from step where run_id = :run and block = :block
       order by run_id desc, block desc, number desc fetch first 1 row only""";

  private static final String FIND = """
      select * from step
       where run_id = :run and block = :block and task = :task and visit = :visit""";

  private static final String VISITS = """
      select visit from step where run_id = :run and block = :block and task = :task
       order by run_id desc, block desc, task desc, visit desc fetch first 1 row only""";

  private static final String CONTEXT = """
      select step.context from run join step on step.run_id = run.id and step.number = run.context_step
       where run.id = :run""";

  private static final String OUTPUT = """
      select output from step
       where run_id = :run and name = :name and state in ('COMPLETED', 'SKIPPED')
         and output is not null
       order by run_id desc, name desc, written desc fetch first 1 row only""";

  private static final String PAGE = """
      select * from step where run_id = :run and number > :offset
       order by run_id, number fetch first :limit rows only""";

  private final Database database;

  /** Takes the database, which is opened before the first call. */
  public JdbcJournal(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Visit> last(RunId run, String block) {
    return database
        .transactions()
        .read(handle ->
            query(handle, LAST, run).bind("block", block).map(VisitRow::read).findOne());
  }

  @Override
  public Optional<Visit> find(RunId run, VisitKey key) {
    return database
        .transactions()
        .read(handle -> query(handle, FIND, run)
            .bind("block", key.block())
            .bind("task", key.task())
            .bind("visit", key.visit())
            .map(VisitRow::read)
            .findOne());
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
    return database
        .transactions()
        .read(
            handle -> query(handle, CONTEXT, run).mapTo(String.class).findOne().map(Json::value));
  }

  @Override
  public Map<String, JsonNode> outputs(RunId run, Set<String> names) {
    Map<String, JsonNode> outputs = new HashMap<>();
    return database.transactions().read(handle -> {
      for (String name : names) {
        query(handle, OUTPUT, run)
            .bind("name", name)
            .mapTo(String.class)
            .findOne()
            .ifPresent(output -> outputs.put(name, Json.value(output)));
      }
      return outputs;
    });
  }

  @Override
  public void write(Lease lease, Visit visit, Instant now) {
    database.transactions().run(handle -> new JournalEntry(handle, lease, now).write(visit));
  }

  @Override
  public void progress(Lease lease, VisitKey loop, JsonNode progress, Instant now) {
    database
        .transactions()
        .run(handle -> new JournalEntry(handle, lease, now).progress(loop, progress));
  }

  @Override
  public void park(Lease lease, Visit visit, Instant now) {
    database.transactions().run(handle -> new JournalEntry(handle, lease, now).park(visit));
  }

  @Override
  public List<Entry> page(RunId run, long offset, int limit) {
    return database
        .transactions()
        .read(handle -> query(handle, PAGE, run)
            .bind("offset", offset)
            .bind("limit", limit)
            .map((row, context) -> new Entry(row.getLong("number"), VisitRow.read(row, context)))
            .list());
  }

  private static Query query(Handle handle, String sql, RunId run) {
    return handle.createQuery(sql).bind("run", run.value());
  }
}
