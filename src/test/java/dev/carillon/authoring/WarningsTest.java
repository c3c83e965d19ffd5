package dev.carillon.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.language.YamlDefinitionReader;
import dev.carillon.workflow.DefinitionHash;
import dev.carillon.workflow.Problem;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WarningsTest {
  private final DefinitionReader reader = new YamlDefinitionReader(Set.of("log"));
  private final List<StoredWorkflow> kept = new ArrayList<>();
  private final Warnings warnings = new Warnings(
      new Definitions(new Kept(), reader),
      names -> names.contains("lost") ? Map.of("lost", "the secret \"lost\" is lost") : Map.of());

  /** Finds what was kept; each version is its own row. */
  private final class Kept implements WorkflowStore {
    @Override
    public Optional<StoredWorkflow> find(WorkflowId id) {
      return versions(id).stream().findFirst();
    }

    @Override
    public List<StoredWorkflow> versions(WorkflowId id) {
      return kept.stream().filter(it -> it.id().equals(id)).toList();
    }

    @Override
    public Saved save(StoredWorkflow version, Basis basis, OptionalInt kept) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, DefinitionHash> hashes(WorkflowId id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String source(DefinitionHash hash) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<StoredWorkflow> list(Optional<WorkflowId> after, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean remove(WorkflowId id) {
      throw new UnsupportedOperationException();
    }
  }

  private void keep(String namespace, String name, String version) {
    String source = """
        document: {dsl: '1.0.3', namespace: %s, name: %s, version: '%s'}
        do:
          - t: {set: {a: 1}}
        """.formatted(namespace, name, version);
    var read = reader.read(source);
    kept.add(new StoredWorkflow(read.id(), version, read.hash(), source, Instant.EPOCH, "ada"));
  }

  private List<Problem> of(String use, String task) {
    return warnings.of(reader.read("""
        document: {dsl: '1.0.3', namespace: test, name: asks, version: '1.0.0'}
        %sdo:
          - t:
        %s""".formatted(use, task.indent(6))));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      test  | there   | latest | ''
      test  | There   | 1.0.0  | ''
      test  | there   | 2.0.0  | the workflow "there" has no version 2.0.0 here; the present one is 1.1.0
      other | there   | latest | the workflow "there" is of the namespace "test", not of "other"
      test  | nobody  | latest | there is no workflow "nobody" here; save it before this runs
      test  | asks    | latest | ''
      test  | asks    | 1.0.0  | ''
      test  | asks    | 0.9.0  | there is no workflow "asks" here; save it before this runs
      """)
  void aWorkflowThatIsNotThereIsAWarningAtItsName(
      String namespace, String name, String version, String told) {
    keep("test", "there", "1.1.0");
    keep("test", "there", "1.0.0");

    List<Problem> warned = of("", """
        run:
          workflow: {namespace: %s, name: %s, version: '%s'}
        """.formatted(namespace, name, version));

    assertThat(warned.stream().map(Problem::message).toList())
        .isEqualTo(told.isEmpty() ? List.of() : List.of(told));
    assertThat(warned).allSatisfy(it -> {
      assertThat(it.line()).isEqualTo(5);
      assertThat(it.path()).isEqualTo("/do/0/t/run/workflow/name");
    });
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      requried: [a]                            | requried | required
      typ: object                              | typ      | type
      properties: {typ: {maxLenght: 3}}        | properties/typ/maxLenght | maxLength
      $defs: {a: {allOf: [{minmum: 3}]}}       | $defs/a/allOf/0/minmum | minimum
      items: {if: {}, thn: {}}                 | items/thn | then
      """)
  void aKeywordOfASchemaThatWasMistypedIsAWarningAtItsLine(
      String schema, String path, String meant) {
    List<Problem> warned = of("", "set: {a: 1}\ninput:\n  schema:\n    document:\n      " + schema);

    assertThat(warned).singleElement().satisfies(it -> {
      assertThat(it.line()).isEqualTo(8);
      assertThat(it.path()).isEqualTo("/do/0/t/input/schema/document/" + path);
      assertThat(it.message()).endsWith("did you mean \"" + meant + "\"?");
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-typ: own",
        "unit: own",
        "nullable: true",
        "const: {typ: 1}",
        "enum: [{typ: 1}]",
        "default: {requried: 1}",
        "properties: {typ: {type: string}}",
        "required: [typ]"
      })
  void aWordOfASchemaThatMayBeMeantIsNone(String schema) {
    assertThat(of("", "set: {a: 1}\ninput:\n  schema:\n    document:\n      " + schema))
        .isEmpty();
  }

  @Test
  void aSecretThatCannotBeReadIsAWarningAtItsPlaceInTheList() {
    List<Problem> warned = of("use:\n  secrets: [fine, lost]\n", "set: {a: 1}");

    assertThat(warned)
        .containsExactly(new Problem(3, 19, "/use/secrets/1", "the secret \"lost\" is lost"));
  }

  @Test
  void whereNothingIsNamedNobodyIsAsked() {
    assertThat(of("", "set: {a: 1}")).isEmpty();
  }
}
