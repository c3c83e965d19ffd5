package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import java.util.List;

/**
 * One validation that ends in time. The library asks its context at each keyword, so that is where
 * the budget is asked; a schema of a few lines can branch for years.
 */
final class BoundedValidation extends ExecutionContext {
  private static final int MOST_MISFITS = 250_000;

  private final Budget budget;

  private BoundedValidation(Schema schema, Budget budget) {
    super(schema.createExecutionContext().getExecutionConfig());
    this.budget = budget;
  }

  /**
   * Returns what does not fit.
   *
   * @throws LimitExceededException if the budget is spent before the end
   */
  static List<Error> of(Schema schema, JsonNode value, Budget budget) {
    BoundedValidation validation = new BoundedValidation(schema, budget);
    schema.validate(validation, value);
    return validation.getErrors();
  }

  @Override
  public void evaluationPathAddLast(String keyword) {
    budget.tick();
    super.evaluationPathAddLast(keyword);
  }

  @Override
  public void addError(Error error) {
    if (getErrors().size() >= MOST_MISFITS) {
      throw new LimitExceededException("it finds more than " + MOST_MISFITS + " misfits");
    }
    super.addError(error);
  }
}
