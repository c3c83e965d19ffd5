package dev.carillon.language;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.misc.OnigUtils;
import org.joni.Matcher;
import org.joni.Option;
import org.joni.exception.JOniException;

/**
 * One search through a text that ends in time.
 *
 * <p>The engine is jackson-jq's own, Joni, so that patterns mean here what they mean in jq; but
 * jackson-jq starts it without the time limit that it has, and {@code ^(a+)+$} then runs for years.
 */
final class RegularExpression {
  /** What to do about a pattern that is none. */
  static final String ADVICE = "put a backslash before a sign that stands for itself";

  private static final String FLAGS = "use letters of gilnpsx";

  private final OnigUtils.Pattern pattern;
  private final byte[] text;
  private final Matcher matcher;

  RegularExpression(String pattern, String flags, String text) throws JsonQueryException {
    Budget.current().admitPattern(pattern.length());
    Budget.current().admitSearched(text.length());
    try {
      this.pattern = new OnigUtils.Pattern(pattern, flags);
    } catch (JOniException wrong) {
      throw new JsonQueryException(pattern + " is no regular expression: " + wrong.getMessage());
    }
    this.text = text.getBytes(StandardCharsets.UTF_8);
    this.matcher = this.pattern.regex.matcher(
        this.text, 0, this.text.length, Budget.current().nanosLeft());
  }

  /** Returns what is wrong with a pattern or its flags, or empty if nothing is, or it is too long to tell. */
  static Optional<String> fault(String pattern, String flags) {
    try (Budget budget = Budget.start(ExpressionLimits.DEFAULT)) {
      budget.tick();
      new RegularExpression(pattern, flags, "");
      return Optional.empty();
    } catch (JsonQueryException wrong) {
      boolean ofFlags = String.valueOf(wrong.getMessage()).endsWith("modifier string");
      return Optional.of(wrong.getMessage() + "; " + (ofFlags ? FLAGS : ADVICE));
    } catch (LimitExceededException | StackOverflowError tooMuch) {
      return Optional.empty();
    }
  }

  /** Tells whether the flags ask for all matches. */
  boolean isGlobal() {
    return pattern.global;
  }

  /** Returns the name of a group, or null if it has none. */
  String nameOf(int group) {
    return pattern.names[group];
  }

  int length() {
    return text.length;
  }

  /** Looks for the next match that begins at that byte or later. */
  boolean find(int from) {
    Budget budget = Budget.current();
    matcher.setTimeout(budget.nanosLeft());
    int at = matcher.search(from, text.length, Option.NONE);
    if (at == Matcher.INTERRUPTED) {
      throw budget.tooLong();
    }
    return at >= 0;
  }

  int begin() {
    return matcher.getBegin();
  }

  int end() {
    return matcher.getEnd();
  }

  int groups() {
    return matcher.getRegion() == null ? 0 : matcher.getRegion().getNumRegs() - 1;
  }

  /** Returns where a group begins, in bytes; negative if it has no part in the match. */
  int begin(int group) {
    return matcher.getRegion().getBeg(group);
  }

  int end(int group) {
    return matcher.getRegion().getEnd(group);
  }

  /** Returns the byte behind the character that begins at a byte. */
  int behind(int at) {
    int next = at + 1;
    while (next < text.length && (text[next] & 0xC0) == 0x80) {
      next++;
    }
    return next;
  }

  String slice(int from, int to) {
    return new String(text, from, to - from, StandardCharsets.UTF_8);
  }
}
