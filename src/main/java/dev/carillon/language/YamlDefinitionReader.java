package dev.carillon.language;

import dev.carillon.authoring.DefinitionReader;
import dev.carillon.workflow.Definition;
import dev.carillon.workflow.InvalidDefinitionException;
import dev.carillon.workflow.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads definitions in YAML and JSON and checks them whole: syntax, the words of the language, the
 * names that are referred to, expressions, cron and zone.
 */
public final class YamlDefinitionReader implements DefinitionReader {
  /** A definition is at most this long, in characters. */
  public static final int MAX_LENGTH = 256 * 1024;

  private final Set<String> functions;
  private final JsonSchemes schemes;
  private final ExpressionCompiler compiler = new ExpressionCompiler();
  private final Set<String> builtins = Builtins.allNames();

  /**
   * Makes it for regular expressions of the usual length.
   *
   * @param functions the names of the functions written in Java that a definition may call
   */
  public YamlDefinitionReader(Set<String> functions) {
    this(functions, ExpressionLimits.DEFAULT.pattern());
  }

  /**
   * Makes it.
   *
   * @param longest regular expression that a schema may hold, in characters
   */
  public YamlDefinitionReader(Set<String> functions, int longest) {
    this.schemes = new JsonSchemes(ExpressionLimits.DEFAULT.withPattern(longest));
    this.functions = Set.copyOf(functions);
  }

  @Override
  public Definition read(String source) {
    return read(source, false);
  }

  @Override
  public Definition reread(String source) {
    return read(source, true);
  }

  private Definition read(String source, boolean kept) {
    if (source.length() > MAX_LENGTH) {
      throw new InvalidDefinitionException(List.of(new Problem(
          1,
          1,
          "",
          "a definition has at most " + MAX_LENGTH / 1024
              + " KB of text; make two workflows of it")));
    }
    Problems problems = new Problems();
    SourceText text = new SourceText(source);
    Optional<Value> top =
        text.isJson() ? new JsonText(text, problems).read() : new YamlText(text, problems).read();
    Optional<Definition> definition =
        top.flatMap(it -> read(source, it, new Reading(text, problems, functions, schemes, kept)));
    if (!problems.isEmpty()) {
      throw new InvalidDefinitionException(problems.sorted());
    }
    return definition.orElseThrow();
  }

  private Optional<Definition> read(String source, Value top, Reading reading) {
    TemplateReader templates =
        new TemplateReader(reading.problems(), new ExpressionCheck(reading, compiler, builtins));
    return new DocumentReader(reading, templates, source).read(top);
  }
}
