package dev.carillon.workflow;

import java.util.Optional;

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
    TaskList tasks,
    ScheduleDefaults schedule) {}
