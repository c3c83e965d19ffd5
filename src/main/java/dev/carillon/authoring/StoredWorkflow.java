package dev.carillon.authoring;

import dev.carillon.workflow.DefinitionHash;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;

/**
 * One saved version of a workflow, with its text.
 *
 * @param id whose
 * @param version its {@code document.version}
 * @param hash names the text
 * @param source the text as it was saved
 * @param savedAt when
 * @param savedBy who, as the audit log names them
 * @param origin where the workflow comes from
 */
public record StoredWorkflow(
    WorkflowId id,
    String version,
    DefinitionHash hash,
    String source,
    Instant savedAt,
    String savedBy,
    Origin origin) {
  /** Takes a version that somebody wrote. */
  public StoredWorkflow(
      WorkflowId id,
      String version,
      DefinitionHash hash,
      String source,
      Instant savedAt,
      String savedBy) {
    this(id, version, hash, source, savedAt, savedBy, Origin.EDITOR);
  }
}
