package dev.carillon.workflow;

/**
 * A place where a definition names something that is kept apart from it, and so may be missing
 * although the definition is right; or a word that is allowed and hardly meant.
 */
public sealed interface Mention {
  /** Returns the line, from 1; 0 if the text has no such place. */
  int line();

  /** Returns the column, from 1; 0 like the line. */
  int column();

  /** Returns the JSON pointer of the place. */
  String path();

  /**
   * A secret, in {@code use.secrets}.
   *
   * @param name of the secret
   */
  record OfSecret(String name, int line, int column, String path) implements Mention {}

  /**
   * A workflow that is to run.
   *
   * @param task which names it
   */
  record OfWorkflow(Task.RunWorkflow task, int line, int column, String path) implements Mention {}

  /**
   * A word in a schema that is like a keyword and none.
   *
   * @param advice what to say of it
   */
  record OfKeyword(String advice, int line, int column, String path) implements Mention {}

  /** Returns what to say of the place. */
  default Problem told(String message) {
    return new Problem(line(), column(), path(), message);
  }
}
