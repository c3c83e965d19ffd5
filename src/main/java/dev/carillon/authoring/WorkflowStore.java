package dev.carillon.authoring;

import dev.carillon.workflow.DefinitionHash;
import dev.carillon.workflow.WorkflowId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Keeps workflows and every version that they had. May be shared by threads and nodes.
 *
 * <p>Ids are compared without regard to case. Texts are kept by their hash for as long as a version
 * or a run names them, so a run finds its definition after its workflow was removed.
 */
public interface WorkflowStore {
  /** What a save did. */
  enum Saved {
    /** The workflow is new, or was removed before. */
    CREATED,
    /** A version was added and is now the present one. */
    ADDED,
    /** This very text was the present version already; nothing changed. */
    UNCHANGED,
    /** This very text was saved before, and is the present version again. */
    RESTORED
  }

  /**
   * Saves a version and makes it the present one.
   *
   * @param basis what is to be there; a text that is the present version already is {@link
   *     Saved#UNCHANGED} all the same, so that whoever heard no answer may ask again
   * @throws WorkflowChangedException if something else is there
   * @throws VersionTakenException if the workflow has that version with another text
   * @throws OtherOriginException if the workflow is there and has another origin; code that comes
   *     back finds what it lost
   * @param limit how many of its runs may be under way at a time; empty for any number
   */
  Saved save(StoredWorkflow version, Basis basis, OptionalInt limit);

  /** Saves one whatever is there. */
  default Saved save(StoredWorkflow version, OptionalInt limit) {
    return save(version, Basis.WHATEVER, limit);
  }

  /** Saves one whatever is there, and whose runs are not limited. */
  default Saved save(StoredWorkflow version) {
    return save(version, OptionalInt.empty());
  }

  /** Returns the present version, or empty if there is no such workflow (any more). */
  Optional<StoredWorkflow> find(WorkflowId id);

  /**
   * Returns a text, however old.
   *
   * @throws UnknownWorkflowException if no such text was ever saved
   */
  String source(DefinitionHash hash);

  /**
   * Returns present versions in the order of their folded ids.
   *
   * @param after only ids behind this one; empty for the first page
   * @param limit how many at the most
   */
  List<StoredWorkflow> list(Optional<WorkflowId> after, int limit);

  /** Returns all versions of a workflow, the newest saved first; empty if it was never saved. */
  List<StoredWorkflow> versions(WorkflowId id);

  /**
   * Returns the hash of each text of a workflow that is there, by its version; none if it is not
   * there (any more).
   */
  Map<String, DefinitionHash> hashes(WorkflowId id);

  /** Removes a workflow, keeping its versions' texts for its runs. Returns whether it was there. */
  boolean remove(WorkflowId id);
}
