package dev.carillon.run;

import java.util.Optional;

/**
 * Why a task, and with it a run, failed: the error of the language (Open Workflow Specification DSL
 * 1.0.3, "Error", which follows RFC 9457).
 *
 * @param type one of {@link ErrorType}'s URIs, or an author's own
 * @param status an HTTP status that tells the kind
 * @param title a few words
 * @param detail what happened and what to do; never a secret
 * @param instance JSON pointer of the task in its definition, or of the member of the workflow;
 *     empty when it befell none
 * @param retryAfter the shortest pause that the other side asked for, ISO 8601
 */
public record RunError(
    String type,
    int status,
    String title,
    Optional<String> detail,
    Optional<String> instance,
    Optional<String> retryAfter) {
  private static final int LONGEST = 4_000;

  /** Cuts a detail that nobody would read to its end: it stands in lists too. */
  public RunError {
    detail = detail.map(it -> it.length() > LONGEST ? it.substring(0, LONGEST) + "…" : it);
  }

  /** Returns an error of a standard type. */
  public static RunError of(ErrorType type, String detail) {
    return new RunError(
        type.uri(),
        type.status(),
        type.title(),
        Optional.of(detail),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns it as it befell a task. */
  public RunError at(String pointer) {
    return instance.isPresent()
        ? this
        : new RunError(type, status, title, detail, Optional.of(pointer), retryAfter);
  }

  /** Tells whether another attempt could end otherwise. */
  public boolean isWorthRetrying() {
    return ErrorType.ofUri(type).map(ErrorType::isWorthRetrying).orElse(true);
  }
}
