package dev.carillon.scheduling;

import static dev.carillon.scheduling.PlanItem.Action.CREATE;
import static dev.carillon.scheduling.PlanItem.Action.DELETED_THERE;
import static dev.carillon.scheduling.PlanItem.Action.EDITED_THERE;
import static dev.carillon.scheduling.PlanItem.Action.UPDATE;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was told in another account, or to a dev server that has forgotten it. */
class PlannerAccountsTest extends PlannerCase {
  private void absent(String told, String now, boolean beside) {
    isThere = false;
    toldWhere = Optional.of(told);
    where = Optional.of(now);
    otherIsThere = beside;
  }

  @Test
  void whatAnotherAccountWasToldIsCreatedInThisOne() {
    absent("user:1", "user:2", false);
    isLine(CREATE, Reason.OTHER_ACCOUNT, true);
    absent("user:1", "user:2", true);
    isLine(CREATE, Reason.OTHER_ACCOUNT, true);
  }

  @Test
  void whatIsGoneFromTheSameAccountWasDeletedThere() {
    absent("user:1", "user:1", false);
    isLine(DELETED_THERE, Reason.CONSOLE, false);
  }

  @Test
  void anotherTokenIsAnotherAccountIfNothingIsLeftOfWhatTheFirstWasTold() {
    absent("token:1", "token:2", false);
    isLine(CREATE, Reason.OTHER_ACCOUNT, true);
    absent("token:1", "token:2", true);
    isLine(DELETED_THERE, Reason.CONSOLE, false);
    absent("token:1", "token:1", false);
    isLine(DELETED_THERE, Reason.CONSOLE, false);
  }

  @Test
  void aDevServerThatHasForgottenAllIsToldAllAgain() {
    absent("memory:1", "memory:1", false);
    isLine(CREATE, Reason.OTHER_ACCOUNT, true);
    absent("memory:1", "memory:1", true);
    isLine(DELETED_THERE, Reason.CONSOLE, false);
    absent("memory:1", "user:1", false);
    isLine(CREATE, Reason.OTHER_ACCOUNT, true);
  }

  @Test
  void whatADevServerWasToldSinceDoesNotMakeTheRestLookDeleted() {
    absent("memory:1", "memory:1", true);
    otherToldAt = toldAt.plusSeconds(1);
    isLine(CREATE, Reason.OTHER_ACCOUNT, true);
  }

  @Test
  void whatAnotherAccountWasToldIsNoEditOfThisOne() {
    heldCron = "0 5 * * *";
    isLine(EDITED_THERE, Reason.CONSOLE, false);

    toldWhere = Optional.of("user:1");
    where = Optional.of("user:2");
    isLine(UPDATE, Reason.CHANGED_HERE, true);
  }

  @Test
  void whatWasToldBeforeAccountsWereKeptIsDeletedThereAsEver() {
    absent("user:1", "user:2", false);
    toldWhere = Optional.empty();
    isLine(DELETED_THERE, Reason.CONSOLE, false);
  }
}
