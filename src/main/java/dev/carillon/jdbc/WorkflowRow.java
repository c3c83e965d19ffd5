package dev.carillon.jdbc;

import dev.carillon.authoring.Origin;
import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.workflow.DefinitionHash;
import dev.carillon.workflow.WorkflowId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads saved versions together with their texts. */
final class WorkflowRow {
  private static final String PRESENT = """
      select version.name, version.version, version.hash, definition.source, version.saved_at,
             version.saved_by, workflow.origin
        from workflow
        join workflow_version version
          on version.workflow_id = workflow.id and version.version = workflow.version
        join definition on definition.hash = version.hash
       where workflow.id = :id and not workflow.removed""";

  private WorkflowRow() {}

  static Optional<StoredWorkflow> present(Handle database, WorkflowId id) {
    return database
        .createQuery(PRESENT)
        .bind("id", id.folded())
        .map(WorkflowRow::read)
        .findOne();
  }

  static StoredWorkflow read(ResultSet row, StatementContext context) throws SQLException {
    return new StoredWorkflow(
        new WorkflowId(row.getString("name")),
        row.getString("version"),
        new DefinitionHash(row.getString("hash")),
        row.getString("source"),
        Values.at(row, "saved_at"),
        row.getString("saved_by"),
        Origin.valueOf(row.getString("origin")));
  }
}
