package dev.carillon.authoring;

import dev.carillon.workflow.Definition;
import dev.carillon.workflow.DefinitionHash;
import dev.carillon.workflow.InvalidDefinitionException;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Saves and removes workflows. May be shared by threads. */
public final class Authoring {
  private final WorkflowStore workflows;
  private final DefinitionReader reader;
  private final Follower follower;
  private final Clock clock;

  /**
   * Puts it together.
   *
   * @param follower is told of each saved definition
   */
  public Authoring(
      WorkflowStore workflows, DefinitionReader reader, Follower follower, Clock clock) {
    this.workflows = workflows;
    this.reader = reader;
    this.follower = follower;
    this.clock = clock;
  }

  /** What goes by a workflow's present definition, such as its schedule. */
  @FunctionalInterface
  public interface Follower {
    /** Takes over what the definition says now; called after it was saved. */
    void saved(Definition definition);
  }

  /**
   * What a save did.
   *
   * @param definition as it was read
   * @param saved what became of it
   */
  public record Outcome(Definition definition, WorkflowStore.Saved saved) {}

  /**
   * Checks a definition whole and makes it the workflow's present version.
   *
   * @param source YAML or JSON
   * @param by who saves it
   * @throws InvalidDefinitionException with every problem
   * @throws OtherWorkflowException if the definition is of another workflow than {@code id}
   * @throws VersionTakenException if the version is known with another text
   * @throws OtherOriginException if the workflow comes from elsewhere
   */
  public Outcome save(WorkflowId id, String source, String by) {
    return save(id, source, by, Origin.EDITOR);
  }

  /**
   * As {@link #save(WorkflowId, String, String)}, if what is there is what the new version goes out
   * from.
   *
   * @throws WorkflowChangedException if it is not
   */
  public Outcome save(WorkflowId id, String source, String by, Basis basis) {
    return save(id, source, by, Origin.EDITOR, basis);
  }

  /** As {@link #save(WorkflowId, String, String)}, for a workflow that comes from elsewhere. */
  public Outcome save(WorkflowId id, String source, String by, Origin origin) {
    return save(id, source, by, origin, Basis.WHATEVER);
  }

  private Outcome save(WorkflowId id, String source, String by, Origin origin, Basis basis) {
    Definition definition = reader.read(source);
    if (!definition.id().equals(id)) {
      throw new OtherWorkflowException(id, definition.id());
    }
    WorkflowStore.Saved saved = workflows.save(
        new StoredWorkflow(
            definition.id(),
            definition.version(),
            definition.hash(),
            source,
            clock.instant(),
            by,
            origin),
        basis,
        definition.schedule().concurrency());
    // Also when nothing was saved: an earlier save may not have reached its schedule.
    follower.saved(definition);
    return new Outcome(definition, saved);
  }

  /**
   * Reads a definition and keeps nothing.
   *
   * @throws InvalidDefinitionException with every problem
   */
  public Definition validate(String source) {
    return reader.read(source);
  }

  /** Returns the present version, or empty if there is no such workflow. */
  public Optional<StoredWorkflow> find(WorkflowId id) {
    return workflows.find(id);
  }

  /**
   * Returns the present version.
   *
   * @throws UnknownWorkflowException if there is no such workflow
   */
  public StoredWorkflow get(WorkflowId id) {
    return workflows.find(id).orElseThrow(() -> new UnknownWorkflowException(id));
  }

  /** Returns a page of present versions in the order of their ids. */
  public List<StoredWorkflow> list(Optional<WorkflowId> after, int limit) {
    return workflows.list(after, limit);
  }

  /**
   * Returns one version, present or not.
   *
   * @throws UnknownWorkflowException if there is none
   */
  public StoredWorkflow version(WorkflowId id, String version) {
    return versions(id).stream()
        .filter(it -> it.version().equals(version))
        .findFirst()
        .orElseThrow(() -> new UnknownWorkflowException("no version " + version + " of " + id
            + " is kept; GET /api/workflows/" + id + "/versions lists those that are"));
  }

  /** Returns all versions, the newest saved first. */
  public List<StoredWorkflow> versions(WorkflowId id) {
    return workflows.versions(id);
  }

  /**
   * Returns the hash of each text of a workflow that is there, by its version; none if it is not
   * there.
   */
  public Map<String, DefinitionHash> hashes(WorkflowId id) {
    return workflows.hashes(id);
  }

  /** Tells whether a workflow was ever saved here. */
  public boolean isEmpty() {
    return workflows.list(Optional.empty(), 1).isEmpty();
  }
}
