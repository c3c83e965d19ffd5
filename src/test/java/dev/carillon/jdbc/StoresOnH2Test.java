package dev.carillon.jdbc;

import dev.carillon.access.AuditLog;
import dev.carillon.access.AuditLogContract;
import dev.carillon.authoring.WorkflowStore;
import dev.carillon.authoring.WorkflowStoreContract;
import dev.carillon.doctor.TripStore;
import dev.carillon.doctor.TripStoreContract;
import dev.carillon.employing.JobStore;
import dev.carillon.employing.JobStoreContract;
import dev.carillon.running.AdmissionContract;
import dev.carillon.running.DeadLetterStore;
import dev.carillon.running.DeadLetterStoreContract;
import dev.carillon.running.DeliveryLog;
import dev.carillon.running.DeliveryLogContract;
import dev.carillon.running.Journal;
import dev.carillon.running.JournalContract;
import dev.carillon.running.NudgeStore;
import dev.carillon.running.NudgeStoreContract;
import dev.carillon.running.RunStore;
import dev.carillon.running.RunStoreContract;
import dev.carillon.scheduling.NodeStore;
import dev.carillon.scheduling.NodeStoreContract;
import dev.carillon.scheduling.ScheduleStore;
import dev.carillon.scheduling.ScheduleStoreContract;
import dev.carillon.scheduling.Whereabouts;
import dev.carillon.scheduling.WhereaboutsContract;
import dev.carillon.signing.KeyUses;
import dev.carillon.signing.KeyUsesContract;
import dev.carillon.signing.RefusalStore;
import dev.carillon.signing.RefusalStoreContract;
import dev.carillon.watching.Ledger;
import dev.carillon.watching.LedgerContract;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoresOnH2Test {
  @RegisterExtension
  static final OnH2 DATABASE = new OnH2();

  @Nested
  class Admitting extends Stores implements AdmissionContract {}

  @Nested
  class Running extends Stores implements RunStoreContract {}

  @Nested
  class Walking extends Stores implements JournalContract {}

  @Nested
  class Delivering extends Stores implements DeliveryLogContract {}

  @Nested
  class GivingUp extends Stores implements DeadLetterStoreContract {}

  @Nested
  class Nudging extends Stores implements NudgeStoreContract {}

  @Nested
  class Authoring extends Stores implements WorkflowStoreContract {}

  @Nested
  class Scheduling extends Stores implements ScheduleStoreContract {}

  @Nested
  class Nodes extends Stores implements NodeStoreContract {}

  @Nested
  class Places extends Stores implements WhereaboutsContract {}

  @Nested
  class Employing extends Stores implements JobStoreContract {}

  @Nested
  class Refusing extends Stores implements RefusalStoreContract {}

  @Nested
  class Signing extends Stores implements KeyUsesContract {}

  @Nested
  class Auditing extends Stores implements AuditLogContract {}

  @Nested
  class Watching extends Stores implements LedgerContract {}

  @Nested
  class Travelling extends Stores implements TripStoreContract {}

  private abstract static class Stores {
    public TripStore trips() {
      return new JdbcTripStore(DATABASE.open());
    }

    public RefusalStore refusals() {
      return new JdbcRefusalStore(DATABASE.open());
    }

    public KeyUses uses() {
      return new JdbcKeyUses(DATABASE.open());
    }

    public AuditLog audit() {
      return new JdbcAuditLog(DATABASE.open());
    }

    public JobStore jobs() {
      return new JdbcJobStore(DATABASE.open());
    }

    public Ledger ledger() {
      return new JdbcLedger(DATABASE.open());
    }

    public RunStore runs() {
      return new JdbcRunStore(DATABASE.open());
    }

    public Journal journal() {
      return new JdbcJournal(DATABASE.open());
    }

    public DeliveryLog deliveries() {
      return new JdbcDeliveryLog(DATABASE.open());
    }

    public DeadLetterStore letters() {
      return new JdbcDeadLetterStore(DATABASE.open());
    }

    public NudgeStore nudges() {
      return new JdbcNudgeStore(DATABASE.open());
    }

    public WorkflowStore workflows() {
      return new JdbcWorkflowStore(DATABASE.open());
    }

    public ScheduleStore schedules() {
      Instant noon = Instant.parse("2026-11-22T12:00:00Z");
      return new JdbcScheduleStore(DATABASE.open(), Clock.fixed(noon, ZoneOffset.UTC));
    }

    public NodeStore nodes() {
      return new JdbcNodeStore(DATABASE.open());
    }

    public Whereabouts whereabouts() {
      return new JdbcWhereabouts(DATABASE.open());
    }
  }
}
