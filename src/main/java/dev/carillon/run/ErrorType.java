package dev.carillon.run;

import java.util.Arrays;
import java.util.Optional;

/** The standard errors (Open Workflow Specification DSL 1.0.3, "Standard error types"). */
public enum ErrorType {
  /** The definition asks for what this installation does not have. */
  CONFIGURATION("configuration", 400, "Configuration error", false),
  /** Data did not fit its schema. */
  VALIDATION("validation", 400, "Validation error", false),
  /** An expression could not be evaluated. */
  EXPRESSION("expression", 400, "Expression error", false),
  /** Who we are was not accepted. */
  AUTHENTICATION("authentication", 401, "Authentication error", false),
  /** What we may do was not enough. */
  AUTHORIZATION("authorization", 403, "Authorization error", false),
  /** A time limit passed. */
  TIMEOUT("timeout", 408, "Timeout error", true),
  /** The other side failed or could not be reached. */
  COMMUNICATION("communication", 500, "Communication error", true),
  /** Something else broke while a task was done. */
  RUNTIME("runtime", 500, "Runtime error", true);

  private static final String BASE = "https://serverlessworkflow.io/spec/1.0.0/errors/";

  private final String name;
  private final int status;
  private final String title;
  private final boolean worthRetrying;

  ErrorType(String name, int status, String title, boolean worthRetrying) {
    this.name = name;
    this.status = status;
    this.title = title;
    this.worthRetrying = worthRetrying;
  }

  /** Returns the standard's URI. */
  public String uri() {
    return BASE + name;
  }

  /** Returns the standard's status. */
  public int status() {
    return status;
  }

  /** Returns a few words for people. */
  public String title() {
    return title;
  }

  boolean isWorthRetrying() {
    return worthRetrying;
  }

  /** Returns the standard type with that URI, or empty for an author's own. */
  public static Optional<ErrorType> ofUri(String uri) {
    return Arrays.stream(values()).filter(it -> it.uri().equals(uri)).findFirst();
  }
}
