package dev.carillon.authoring;

import dev.carillon.workflow.Definition;
import dev.carillon.workflow.InvalidDefinitionException;
import dev.carillon.workflow.Mention;
import dev.carillon.workflow.Problem;
import dev.carillon.workflow.Task.RunWorkflow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a right definition would miss if it ran now: secrets and workflows that it names and that are
 * not here; and words in its schemas that check nothing. They may come later, or be meant, so none of it
 * keeps a definition from being saved. May be shared by threads.
 */
public final class Warnings {
  private final Definitions definitions;
  private final SecretsHere secrets;

  /** Takes where to look. */
  public Warnings(Definitions definitions, SecretsHere secrets) {
    this.definitions = definitions;
    this.secrets = secrets;
  }

  /** Returns what is missing, each at the first place of its kind that names it. */
  public List<Problem> of(Definition definition) {
    Map<String, String> obstacles = secrets.obstacles(definition.secrets());
    return definition.mentions().stream()
        .flatMap(it -> told(it, definition, obstacles).stream())
        .toList();
  }

  private Optional<Problem> told(
      Mention mention, Definition definition, Map<String, String> obstacles) {
    if (mention instanceof Mention.OfSecret secret) {
      return Optional.ofNullable(obstacles.get(secret.name())).map(mention::told);
    }
    if (mention instanceof Mention.OfKeyword keyword) {
      return Optional.of(keyword.told(keyword.advice()));
    }
    RunWorkflow task = ((Mention.OfWorkflow) mention).task();
    return isItself(task, definition) ? Optional.empty() : missing(task).map(mention::told);
  }

  /** It is not kept yet when it is judged. */
  private static boolean isItself(RunWorkflow task, Definition definition) {
    return task.name().equals(definition.id())
        && task.namespace().equals(definition.namespace())
        && Stream.of(RunWorkflow.LATEST, definition.version()).anyMatch(task.version()::equals);
  }

  private Optional<String> missing(RunWorkflow task) {
    Optional<StoredWorkflow> present = definitions.find(task.name(), Optional.empty());
    if (present.isEmpty()) {
      return Optional.of(
          "there is no workflow \"" + task.name() + "\" here; save it before this runs");
    }
    Optional<String> version =
        Optional.of(task.version()).filter(it -> !it.equals(RunWorkflow.LATEST));
    Optional<StoredWorkflow> named =
        version.isEmpty() ? present : definitions.find(task.name(), version);
    if (named.isEmpty()) {
      return Optional.of("the workflow \"" + task.name() + "\" has no version " + task.version()
          + " here; the present one is " + present.get().version());
    }
    return otherNamespace(task, named.get());
  }

  private Optional<String> otherNamespace(RunWorkflow task, StoredWorkflow named) {
    try {
      String namespace = definitions.of(named).namespace();
      return namespace.equals(task.namespace())
          ? Optional.empty()
          : Optional.of("the workflow \"" + task.name() + "\" is of the namespace \"" + namespace
              + "\", not of \"" + task.namespace() + "\"");
    } catch (InvalidDefinitionException old) {
      return Optional.of(
          "the workflow \"" + task.name() + "\" cannot be read any more; save it anew");
    }
  }
}
