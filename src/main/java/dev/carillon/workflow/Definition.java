package dev.carillon.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A workflow's definition, checked whole: what a walker walks and a schedule takes its defaults
 * from. Immutable.
 *
 * @param id the workflow that it defines
 * @param namespace {@code document.namespace}; told to expressions, of no other effect
 * @param version {@code document.version}, a semantic version
 * @param title for people; the id where the definition has none
 * @param summary for people, Markdown; may be empty
 * @param hash of {@code source}
 * @param source the text as it was saved, YAML or JSON
 * @param input how the run's input becomes the first task's input
 * @param output how the last task's output becomes the run's output
 * @param schemas what the run's input and output must fit
 * @param timeout how long a run may take, from its first start; a template as in {@link
 *     Task.WaitTask}
 * @param functions the tasks of {@code use.functions}, by name
 * @param secrets the names of {@code use.secrets}
 * @param mentions where it names secrets and other workflows, in the order of the text
 * @param json the whole text, as a value
 * @param tasks what is done, from the top
 * @param schedule what the definition says about when it is due
 */
public record Definition(
    WorkflowId id,
    String namespace,
    String version,
    String title,
    String summary,
    DefinitionHash hash,
    String source,
    Optional<Template> input,
    Optional<Template> output,
    Schemas schemas,
    Optional<Template> timeout,
    Map<String, Task> functions,
    Set<String> secrets,
    List<Mention> mentions,
    JsonNode json,
    TaskList tasks,
    ScheduleDefaults schedule) {
  /** Copies the collections. */
  public Definition {
    functions = Map.copyOf(functions);
    secrets = Set.copyOf(secrets);
    mentions = List.copyOf(mentions);
  }
}
