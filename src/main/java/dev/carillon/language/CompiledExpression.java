package dev.carillon.language;

import net.thisptr.jackson.jq.Expression;

/**
 * An expression that can be evaluated, by any number of threads at once.
 *
 * @param text without the brackets of the language
 * @param guarded evaluated only while its thread has a {@link Budget}
 * @param names what it reaches for outside itself
 */
record CompiledExpression(String text, Expression guarded, ExpressionNames names) {}
