package dev.carillon.workflow;

import java.util.Optional;

/**
 * An error as a definition describes it (Open Workflow Specification DSL 1.0.3, "Error").
 *
 * @param type a URI, or an expression that yields one
 * @param status an HTTP status that tells the kind
 * @param title a text or an expression
 * @param detail a text or an expression
 * @param instance a JSON pointer or an expression; where it is missing, the task that raises it
 */
public record ErrorTemplate(
    Template type,
    int status,
    Optional<Template> title,
    Optional<Template> detail,
    Optional<Template> instance) {}
