package dev.carillon.jdbc;

import dev.carillon.authoring.Basis;
import dev.carillon.authoring.Origin;
import dev.carillon.authoring.OtherOriginException;
import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.authoring.VersionTakenException;
import dev.carillon.authoring.WorkflowChangedException;
import dev.carillon.authoring.WorkflowStore.Saved;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/** One save of a workflow's version, in its transaction. */
record WorkflowSave(Handle database, StoredWorkflow wanted, Basis basis, OptionalInt limit) {
  private static final String LOCK = """
      select version, removed, origin from workflow where id = :id for update""";

  private static final String KNOWN_HASH = """
      select hash from workflow_version where workflow_id = :id and version = :version""";

  private static final String INSERT_DEFINITION = """
      insert into definition (hash, source)
      select :hash, :source where not exists (select 1 from definition where hash = :hash)""";

  private static final String INSERT_VERSION = """
      insert into workflow_version (workflow_id, version, name, hash, saved_at, saved_by)
      values (:id, :version, :name, :hash, :at, :by)""";

  /** The present version as it stood when the row was locked. */
  private record Present(String version, boolean removed, Origin origin) {}

  Saved save() {
    Optional<Present> present = lock();
    Optional<String> known = present.isEmpty() ? Optional.empty() : knownHash();
    boolean isThere = present.isPresent() && !present.get().removed();
    boolean isSame = known.filter(wanted.hash().value()::equals).isPresent();
    if (isThere && !wanted.origin().mayFollow(present.get().origin())) {
      throw new OtherOriginException(wanted.id(), present.get().origin());
    }
    if (isThere && isSame && present.get().version().equals(wanted.version())) {
      comeBack(present.get());
      return Saved.UNCHANGED;
    }
    if (!basis.isMetBy(present.filter(it -> isThere).map(Present::version))) {
      throw new WorkflowChangedException(wanted.id(), WorkflowRow.present(database, wanted.id()));
    }
    if (isThere && known.isPresent() && !isSame) {
      throw new VersionTakenException(wanted.id(), wanted.version());
    }
    point(present);
    if (!isThere || !isSame) {
      add();
    }
    return !isThere ? Saved.CREATED : isSame ? Saved.RESTORED : Saved.ADDED;
  }

  private Optional<Present> lock() {
    return database
        .createQuery(LOCK)
        .bind("id", wanted.id().folded())
        .map((row, context) -> new Present(
            row.getString("version"),
            row.getBoolean("removed"),
            Origin.valueOf(row.getString("origin"))))
        .findOne();
  }

  private Optional<String> knownHash() {
    return database
        .createQuery(KNOWN_HASH)
        .bind("id", wanted.id().folded())
        .bind("version", wanted.version())
        .mapTo(String.class)
        .findOne();
  }

  /** Two who make the same workflow at once meet here: one of them gets a unique violation. */
  private void point(Optional<Present> present) {
    String sql = present.isEmpty() ? """
          insert into workflow (id, version, removed, origin, run_limit)
          values (:id, :version, false, :origin, :limit)""" : """
          update workflow
             set version = :version, removed = false, origin = :origin, run_limit = :limit
           where id = :id""";
    database
        .createUpdate(sql)
        .bind("id", wanted.id().folded())
        .bind("version", wanted.version())
        .bind("origin", wanted.origin().name())
        .bind("limit", Values.number(limit))
        .execute();
  }

  /** Code that was gone has the same text when it comes back. */
  private void comeBack(Present present) {
    if (present.origin() != wanted.origin()) {
      database
          .createUpdate("update workflow set origin = :origin where id = :id")
          .bind("id", wanted.id().folded())
          .bind("origin", wanted.origin().name())
          .execute();
    }
  }

  /** A version of a workflow that was removed meanwhile may come back with another text. */
  private void add() {
    database
        .createUpdate(INSERT_DEFINITION)
        .bind("hash", wanted.hash().value())
        .bind("source", wanted.source())
        .execute();
    database
        .createUpdate("delete from workflow_version where workflow_id = :id and version = :version")
        .bind("id", wanted.id().folded())
        .bind("version", wanted.version())
        .execute();
    database
        .createUpdate(INSERT_VERSION)
        .bind("id", wanted.id().folded())
        .bind("version", wanted.version())
        .bind("name", wanted.id().value())
        .bind("hash", wanted.hash().value())
        .bind("at", Values.at(wanted.savedAt()))
        .bind("by", wanted.savedBy())
        .execute();
  }
}
