package dev.carillon.workflow;

/**
 * One thing that is wrong with a definition, told so that its author can mend it.
 *
 * @param line from 1, in the text as it was given; 0 if the text has no such place
 * @param column from 1; 0 like {@code line}
 * @param path JSON pointer of the value that is wrong, such as {@code /do/0/greet/set}
 * @param message what is wrong and what to do, one sentence
 */
public record Problem(int line, int column, String path, String message) {}
