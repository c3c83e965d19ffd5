package dev.carillon.jdbc;

import dev.carillon.authoring.Basis;
import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.authoring.UnknownWorkflowException;
import dev.carillon.authoring.WorkflowStore;
import dev.carillon.workflow.DefinitionHash;
import dev.carillon.workflow.WorkflowId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Workflows in the database. */
public final class JdbcWorkflowStore implements WorkflowStore {
  private static final String LIST = """
      select version.name, version.version, version.hash, definition.source, version.saved_at,
             version.saved_by, workflow.origin
        from workflow
        join workflow_version version
          on version.workflow_id = workflow.id and version.version = workflow.version
        join definition on definition.hash = version.hash
       where workflow.id > :after and not workflow.removed
       order by workflow.id fetch first :limit rows only""";

  private static final String VERSIONS = """
      select version.name, version.version, version.hash, definition.source, version.saved_at,
             version.saved_by, workflow.origin
        from workflow_version version
        join workflow on workflow.id = version.workflow_id
        join definition on definition.hash = version.hash
       where version.workflow_id = :id
       order by version.number desc""";

  private static final String HASHES = """
      select version.version, version.hash
        from workflow_version version
        join workflow on workflow.id = version.workflow_id
       where version.workflow_id = :id and not workflow.removed""";

  private static final String REMOVE = """
      update workflow set removed = true where id = :id and not removed""";

  private final Database database;

  /** Takes the database, which is opened before the first call. */
  public JdbcWorkflowStore(Database database) {
    this.database = database;
  }

  @Override
  public Saved save(StoredWorkflow version, Basis basis, OptionalInt limit) {
    return database
        .transactions()
        .write(handle -> new WorkflowSave(handle, version, basis, limit).save());
  }

  @Override
  public Optional<StoredWorkflow> find(WorkflowId id) {
    return database.transactions().read(handle -> WorkflowRow.present(handle, id));
  }

  @Override
  public String source(DefinitionHash hash) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery("select source from definition where hash = :hash")
            .bind("hash", hash.value())
            .mapTo(String.class)
            .findOne()
            .orElseThrow(
                () -> new UnknownWorkflowException("no definition " + hash + " was ever saved")));
  }

  @Override
  public List<StoredWorkflow> list(Optional<WorkflowId> after, int limit) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(LIST)
            .bind("after", after.map(WorkflowId::folded).orElse(""))
            .bind("limit", limit)
            .map(WorkflowRow::read)
            .list());
  }

  @Override
  public List<StoredWorkflow> versions(WorkflowId id) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(VERSIONS)
            .bind("id", id.folded())
            .map(WorkflowRow::read)
            .list());
  }

  @Override
  public Map<String, DefinitionHash> hashes(WorkflowId id) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(HASHES)
            .bind("id", id.folded())
            .map((row, context) ->
                Map.entry(row.getString("version"), new DefinitionHash(row.getString("hash"))))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Override
  public boolean remove(WorkflowId id) {
    return database
        .transactions()
        .write(handle -> handle.createUpdate(REMOVE).bind("id", id.folded()).execute() == 1);
  }
}
