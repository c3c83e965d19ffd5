package dev.carillon.app;

import dev.carillon.jdbc.Database;
import dev.carillon.jdbc.DatabaseAddress;
import dev.carillon.jdbc.JdbcAuditLog;
import dev.carillon.jdbc.JdbcBackfillStore;
import dev.carillon.jdbc.JdbcCalendarStore;
import dev.carillon.jdbc.JdbcDeadLetterStore;
import dev.carillon.jdbc.JdbcDeliveryLog;
import dev.carillon.jdbc.JdbcHistory;
import dev.carillon.jdbc.JdbcInstallation;
import dev.carillon.jdbc.JdbcJobStore;
import dev.carillon.jdbc.JdbcJournal;
import dev.carillon.jdbc.JdbcKeyUses;
import dev.carillon.jdbc.JdbcLedger;
import dev.carillon.jdbc.JdbcNodeStore;
import dev.carillon.jdbc.JdbcNudgeStore;
import dev.carillon.jdbc.JdbcRefusalStore;
import dev.carillon.jdbc.JdbcRetentionStore;
import dev.carillon.jdbc.JdbcRunStore;
import dev.carillon.jdbc.JdbcScheduleStore;
import dev.carillon.jdbc.JdbcSecretStore;
import dev.carillon.jdbc.JdbcSessionStore;
import dev.carillon.jdbc.JdbcTripStore;
import dev.carillon.jdbc.JdbcWhereabouts;
import dev.carillon.jdbc.JdbcWorkflowStore;
import dev.carillon.running.Changes;
import java.time.Clock;

/** All stores, over the one database. An edit of a schedule is told to {@link #changes}. */
final class Stores {
  final Database database;
  final Changes changes = new Changes();
  final JdbcWorkflowStore workflows;
  final JdbcScheduleStore schedules;
  final JdbcCalendarStore calendars;
  final JdbcRunStore runs;
  final JdbcJournal journal;
  final JdbcNudgeStore nudges;
  final JdbcDeliveryLog deliveries;
  final JdbcDeadLetterStore letters;
  final JdbcLedger ledger;
  final JdbcBackfillStore backfills;
  final JdbcHistory history;
  final JdbcInstallation installation;
  final JdbcWhereabouts whereabouts;
  final JdbcNodeStore nodes;
  final JdbcJobStore jobs;
  final JdbcSessionStore sessions;
  final JdbcKeyUses keyUses;
  final JdbcRefusalStore refusals;
  final JdbcTripStore trips;
  final JdbcAuditLog audit;
  final JdbcSecretStore secrets;
  final JdbcRetentionStore retention;

  Stores(DatabaseSettings settings, Clock clock) {
    database = new Database(new DatabaseAddress(
        settings.url(), settings.user(), settings.password().map(Secret::value)));
    workflows = new JdbcWorkflowStore(database);
    schedules = new JdbcScheduleStore(
        database, clock, edited -> changes.tell(new Changes.Change(edited, null)));
    calendars =
        new JdbcCalendarStore(database, edited -> changes.tell(new Changes.Change(edited, null)));
    runs = new JdbcRunStore(database);
    journal = new JdbcJournal(database);
    nudges = new JdbcNudgeStore(database);
    deliveries = new JdbcDeliveryLog(database);
    letters = new JdbcDeadLetterStore(database);
    ledger = new JdbcLedger(database);
    backfills = new JdbcBackfillStore(database);
    history = new JdbcHistory(database);
    installation = new JdbcInstallation(database);
    whereabouts = new JdbcWhereabouts(database);
    nodes = new JdbcNodeStore(database);
    jobs = new JdbcJobStore(database);
    sessions = new JdbcSessionStore(database);
    keyUses = new JdbcKeyUses(database);
    refusals = new JdbcRefusalStore(database);
    trips = new JdbcTripStore(database);
    audit = new JdbcAuditLog(database);
    secrets = new JdbcSecretStore(database);
    retention = new JdbcRetentionStore(database);
  }
}
