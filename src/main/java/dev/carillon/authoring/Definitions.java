package dev.carillon.authoring;

import dev.carillon.workflow.Definition;
import dev.carillon.workflow.DefinitionHash;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Definitions by the hash of their text, read once and then kept while they are in use. A text never
 * changes under its hash, so what is kept never grows old. May be shared by threads.
 */
public final class Definitions {
  /** More than an installation is built for, since a list that is longer drops each before it is wanted again. */
  private static final int KEPT = 2_000;

  private final WorkflowStore workflows;
  private final DefinitionReader reader;
  private final Map<DefinitionHash, Definition> kept =
      Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DefinitionHash, Definition> eldest) {
          return size() > KEPT;
        }
      });

  /** Takes where texts are kept and who understands them. */
  public Definitions(WorkflowStore workflows, DefinitionReader reader) {
    this.workflows = workflows;
    this.reader = reader;
  }

  /** Returns the definition of a stored version. */
  public Definition of(StoredWorkflow workflow) {
    Definition known = kept.get(workflow.hash());
    return known != null ? known : keep(workflow.hash(), workflow.source());
  }

  /**
   * Returns a version of a workflow.
   *
   * @param version empty for the present one
   * @return empty if there is no such workflow (any more) or it never had that version
   */
  public Optional<StoredWorkflow> find(WorkflowId id, Optional<String> version) {
    Optional<StoredWorkflow> present = workflows.find(id);
    return version.isEmpty()
        ? present
        : present.flatMap(any -> workflows.versions(id).stream()
            .filter(it -> it.version().equals(version.get()))
            .findFirst());
  }

  /**
   * Returns a definition that a run pinned.
   *
   * @throws UnknownWorkflowException if no such text was ever saved
   */
  public Definition pinned(DefinitionHash hash) {
    Definition known = kept.get(hash);
    return known != null ? known : keep(hash, workflows.source(hash));
  }

  /**
   * Returns a version that a run pinned, though its workflow was removed or code has given that
   * version another text since. When it was saved and by whom is not known of every one.
   *
   * @throws UnknownWorkflowException if no such text was ever saved
   */
  public StoredWorkflow pinned(WorkflowId id, String version, DefinitionHash hash) {
    return new StoredWorkflow(id, version, hash, workflows.source(hash), Instant.EPOCH, "");
  }

  private Definition keep(DefinitionHash hash, String source) {
    Definition read = reader.reread(source);
    kept.put(hash, read);
    return read;
  }
}
