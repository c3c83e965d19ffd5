package dev.carillon.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.AuditLog;
import dev.carillon.authoring.Warnings;
import dev.carillon.jdbc.JdbcDeliveryLog;
import dev.carillon.running.House;
import java.util.Optional;

/** Resources over a {@link House} that many tests ask, as our start puts them together. */
final class UsualResources {
  private static final ObjectMapper JSON = new ObjectMapper();

  private UsualResources() {}

  static RunsResource runs(House house) {
    return new RunsResource(
        house.store,
        house.journal,
        new JdbcDeliveryLog(house.database),
        house.runs,
        house.clock,
        JSON);
  }

  static WorkflowsResource workflows(House house) {
    return new WorkflowsResource(
        house.authoring,
        house.definitions,
        new Warnings(house.definitions, house.safe),
        house.scheduling,
        house.store,
        house.runs,
        id -> Optional.empty(),
        JSON,
        house.clock);
  }

  /** Returns the feature that writes into a log what the resources beside it change. */
  static AuditFeature audited(House house, AuditLog audit) {
    return AuditedStates.over(
        audit,
        house.authoring,
        house.scheduling,
        house.store,
        house.safe,
        house.calendars,
        house.clock);
  }
}
