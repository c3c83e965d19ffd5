package dev.carillon.workflow;

import java.util.Optional;

/**
 * What a {@code try} does about an error: its {@code catch}.
 *
 * @param filter which errors it is about
 * @param as the variable that holds the error; {@code error} where the definition is silent
 * @param when an expression that must hold
 * @param exceptWhen an expression that must not hold
 * @param retry whether it is tried again first
 * @param tasks what is done about it then
 */
public record Handler(
    ErrorFilter filter,
    String as,
    Optional<Template> when,
    Optional<Template> exceptWhen,
    Optional<RetryPolicy> retry,
    Optional<TaskList> tasks) {}
