package dev.carillon.secrets;

import dev.carillon.authoring.Definitions;
import dev.carillon.authoring.StoredWorkflow;
import dev.carillon.authoring.WorkflowStore;
import dev.carillon.workflow.InvalidDefinitionException;
import dev.carillon.workflow.WorkflowId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the workflows that name secrets, by their present versions. May be shared by threads. */
public final class SecretUsers {
  private static final int PAGE = 200;

  private final WorkflowStore workflows;
  private final Definitions definitions;

  /** Takes where to look. */
  public SecretUsers(WorkflowStore workflows, Definitions definitions) {
    this.workflows = workflows;
    this.definitions = definitions;
  }

  /** Returns the workflows that name it, for each secret that is named, in the order of names. */
  public SortedMap<String, List<WorkflowId>> byName() {
    SortedMap<String, List<WorkflowId>> users = new TreeMap<>();
    List<StoredWorkflow> page = workflows.list(Optional.empty(), PAGE);
    while (!page.isEmpty()) {
      page.forEach(workflow -> named(workflow)
          .forEach(
              name -> users.computeIfAbsent(name, any -> new ArrayList<>()).add(workflow.id())));
      page = workflows.list(Optional.of(page.get(page.size() - 1).id()), PAGE);
    }
    return users;
  }

  private Set<String> named(StoredWorkflow workflow) {
    if (!workflow.source().contains("secrets")) {
      return Set.of();
    }
    try {
      return definitions.of(workflow).secrets();
    } catch (InvalidDefinitionException old) {
      // Saved by an earlier version of this program; it cannot run, and so it uses nothing.
      return Set.of();
    }
  }
}
