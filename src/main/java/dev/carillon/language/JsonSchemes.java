package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.regex.RegularExpressionFactory;
import dev.carillon.running.ExpressionException;
import dev.carillon.running.Schemes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * Schemas in JSON Schema, by default of draft 2020-12. Nothing is fetched; patterns are searched for
 * with the limits of expressions.
 */
public final class JsonSchemes implements Schemes {
  private static final Pattern EXPECTED = Pattern.compile(".* found, (.*) expected");
  private static final int TOLD = 5;
  private static final int MOST_DIGITS = 10_000;

  private final SchemaRegistry registry = registry();

  private final ExpressionLimits limits;

  /** Makes it with the usual limits. */
  public JsonSchemes() {
    this(ExpressionLimits.DEFAULT);
  }

  /** Makes it with other limits. */
  public JsonSchemes(ExpressionLimits limits) {
    this.limits = limits;
  }

  private static SchemaRegistry registry() {
    RegularExpressionFactory patterns = pattern -> text -> found(pattern, text);
    return SchemaRegistry.withDefaultDialect(
        SpecificationVersion.DRAFT_2020_12,
        it -> it.schemaCacheEnabled(false)
            .dialectRegistry(BoundedFormat.dialects())
            .schemaLoader(loader -> loader.fetchRemoteResources(false))
            .schemaRegistryConfig(SchemaRegistryConfig.builder()
                .locale(Locale.ROOT)
                .formatAssertionsEnabled(true)
                .regularExpressionFactory(patterns)
                .build()));
  }

  private static boolean found(String pattern, String text) {
    try {
      return new RegularExpression(pattern, "", text).find(0);
    } catch (JsonQueryException wrong) {
      throw new SchemaException(wrong.getMessage());
    }
  }

  @Override
  public List<String> misfits(JsonNode schema, JsonNode value) {
    try (Budget budget = Budget.start(limits)) {
      List<String> misfits = new ArrayList<>();
      refuseEndless(value, budget);
      Collisions.refuse(schema, budget);
      Collisions.refuse(value, budget);
      for (Error error : BoundedValidation.of(registry.getSchema(schema), value, budget)) {
        if (misfits.size() < TOLD) {
          misfits.add(told(error));
        }
      }
      return misfits;
    } catch (SchemaException | LimitExceededException broken) {
      throw new ExpressionException("the schema cannot be applied: " + broken.getMessage());
    } catch (StackOverflowError deep) {
      throw new ExpressionException(
          "the schema refers to itself without end, or the value is too long for it");
    } catch (RuntimeException unforeseen) {
      // Of the library. Its message may quote a value, which may be a secret.
      throw new ExpressionException(
          "the schema cannot be applied: it broke (" + named(unforeseen) + ")");
    }
  }

  /** The library writes a number out to see whether it is a multiple of another. */
  private static void refuseEndless(JsonNode value, Budget budget) {
    budget.tick();
    if (value.isBigDecimal() && Math.abs((long) value.decimalValue().scale()) > MOST_DIGITS) {
      throw new LimitExceededException("there is a number of more than " + MOST_DIGITS + " digits");
    }
    value.forEach(inner -> refuseEndless(inner, budget));
  }

  private static String told(Error error) {
    String where = error.getInstanceLocation().toString();
    return (where.isEmpty() ? "the whole" : where) + ": " + error.getMessage();
  }

  /**
   * What is wrong with a schema itself.
   *
   * @param path from the schema's top to what is wrong: names of members and indices of items
   */
  record Fault(List<String> path, String message) {
    private static final String USUAL =
        "leave $schema out for 2020-12, or write http://json-schema.org/draft-07/schema#";

    private Fault(String message) {
      this(List.of(), message);
    }

    private static Fault of(JsonNode schema, String message) {
      String draft = schema.path("$schema").asText();
      return !draft.isEmpty() && message.contains(draft)
          ? new Fault(List.of("$schema"), "no draft of that name is known; " + USUAL)
          : new Fault(message);
    }

    private static Fault of(Error error) {
      NodePath where = error.getInstanceLocation();
      List<String> path = IntStream.range(0, where.getNameCount())
          .mapToObj(it -> String.valueOf(where.getElement(it)))
          .toList();
      return new Fault(path, error.getMessage() + "; " + advice(error.getMessage()));
    }
  }

  private static String advice(String fault) {
    Matcher expected = EXPECTED.matcher(fault);
    if (expected.matches()) {
      return "write one of type " + expected.group(1);
    }
    return fault.contains("in the enumeration") ? "write one of these" : "mend it, or leave it out";
  }

  /** Returns what is wrong with a schema itself, or empty if nothing is. */
  Optional<Fault> fault(JsonNode schema) {
    try (Budget budget = Budget.start(limits)) {
      Collisions.refuse(schema, budget);
      Schema compiled = registry.getSchema(schema);
      compiled.initializeValidators();
      String dialect = compiled.getSchemaContext().getDialect().getId();
      Schema meta = registry.getSchema(com.networknt.schema.SchemaLocation.of(dialect));
      return BoundedValidation.of(meta, schema, budget).stream().findFirst().map(Fault::of);
    } catch (SchemaException | LimitExceededException broken) {
      return Optional.of(Fault.of(schema, broken.getMessage() + "; make it simpler"));
    } catch (StackOverflowError deep) {
      return Optional.of(new Fault("it refers to itself without end; leave the reference out"));
    } catch (RuntimeException unforeseen) {
      return Optional.of(
          new Fault("it broke the validator (" + named(unforeseen) + "); make it simpler"));
    }
  }

  /** Returns the keywords of the draft that a schema is written in, which has no fault. */
  Set<String> keywords(JsonNode schema) {
    return registry
        .getSchema(schema)
        .getSchemaContext()
        .getDialect()
        .getKeywords()
        .keySet();
  }

  /** Returns what is wrong with a regular expression in a schema, or empty if nothing is. */
  Optional<String> patternFault(String pattern) {
    try (Budget budget = Budget.start(limits)) {
      budget.tick();
      found(pattern, "");
      return Optional.empty();
    } catch (SchemaException wrong) {
      return Optional.of(wrong.getMessage() + "; " + RegularExpression.ADVICE);
    } catch (LimitExceededException tooLong) {
      return Optional.of(tooLong.getMessage() + "; make it shorter");
    }
  }

  private static String named(RuntimeException unforeseen) {
    return unforeseen.getClass().getSimpleName();
  }
}
