package dev.carillon.jdbc;

import dev.carillon.access.AuditLog;
import dev.carillon.authoring.WorkflowStore;
import dev.carillon.doctor.TripStore;
import dev.carillon.employing.JobStore;
import dev.carillon.retention.Attic;
import dev.carillon.retention.RetentionStore;
import dev.carillon.running.DeadLetterStore;
import dev.carillon.running.DeliveryLog;
import dev.carillon.running.Journal;
import dev.carillon.running.NudgeStore;
import dev.carillon.running.RunStore;
import dev.carillon.scheduling.NodeStore;
import dev.carillon.scheduling.ScheduleStore;
import dev.carillon.scheduling.Whereabouts;
import dev.carillon.secrets.SecretStore;
import dev.carillon.signing.KeyUses;
import dev.carillon.signing.RefusalStore;
import dev.carillon.watching.BackfillStore;
import dev.carillon.watching.Ledger;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** All stores over one database: what the contracts ask for. */
abstract class AllStores {
  private final OnDatabase database;

  AllStores(OnDatabase database) {
    this.database = database;
  }

  public TripStore trips() {
    return new JdbcTripStore(database.open());
  }

  public RefusalStore refusals() {
    return new JdbcRefusalStore(database.open());
  }

  public KeyUses uses() {
    return new JdbcKeyUses(database.open());
  }

  public AuditLog audit() {
    return new JdbcAuditLog(database.open());
  }

  public JobStore jobs() {
    return new JdbcJobStore(database.open());
  }

  public Ledger ledger() {
    return new JdbcLedger(database.open());
  }

  public BackfillStore backfills() {
    return new JdbcBackfillStore(database.open());
  }

  public RunStore runs() {
    return new JdbcRunStore(database.open());
  }

  public Journal journal() {
    return new JdbcJournal(database.open());
  }

  public DeliveryLog deliveries() {
    return new JdbcDeliveryLog(database.open());
  }

  public DeadLetterStore letters() {
    return new JdbcDeadLetterStore(database.open());
  }

  public NudgeStore nudges() {
    return new JdbcNudgeStore(database.open());
  }

  public WorkflowStore workflows() {
    return new JdbcWorkflowStore(database.open());
  }

  public ScheduleStore schedules() {
    Instant noon = Instant.parse("2026-11-22T12:00:00Z");
    return new JdbcScheduleStore(database.open(), Clock.fixed(noon, ZoneOffset.UTC));
  }

  public NodeStore nodes() {
    return new JdbcNodeStore(database.open());
  }

  public SecretStore secrets() {
    return new JdbcSecretStore(database.open());
  }

  public RetentionStore retention() {
    return new JdbcRetentionStore(database.open());
  }

  public Attic attic() {
    return new Attic(database.open().dataSource());
  }

  public Whereabouts whereabouts() {
    return new JdbcWhereabouts(database.open());
  }
}
