package dev.carillon.jdbc;

import dev.carillon.access.AuditLogContract;
import dev.carillon.authoring.WorkflowStoreContract;
import dev.carillon.doctor.TripStoreContract;
import dev.carillon.employing.JobStoreContract;
import dev.carillon.retention.OldDueTimesContract;
import dev.carillon.retention.RetentionStoreContract;
import dev.carillon.running.AdmissionContract;
import dev.carillon.running.DeadLetterStoreContract;
import dev.carillon.running.DeliveryLogContract;
import dev.carillon.running.JournalContract;
import dev.carillon.running.JournalLeaseContract;
import dev.carillon.running.NudgeStoreContract;
import dev.carillon.running.OwnershipContract;
import dev.carillon.running.RepeatedAdmissionContract;
import dev.carillon.running.RunLimitContract;
import dev.carillon.running.RunNeighboursContract;
import dev.carillon.running.RunSearchContract;
import dev.carillon.running.RunStoreContract;
import dev.carillon.scheduling.NodeStoreContract;
import dev.carillon.scheduling.ScheduleStoreContract;
import dev.carillon.scheduling.SomeSchedulesContract;
import dev.carillon.scheduling.WhereaboutsContract;
import dev.carillon.secrets.SecretStoreContract;
import dev.carillon.signing.KeyUsesContract;
import dev.carillon.signing.RefusalStoreContract;
import dev.carillon.watching.BackfillStoreContract;
import dev.carillon.watching.InquiryContract;
import dev.carillon.watching.LedgerContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoresOnPostgresTest {
  @RegisterExtension
  static final OnPostgres DATABASE = new OnPostgres();

  @Nested
  class Admitting extends Stores implements AdmissionContract {}

  @Nested
  class Repeating extends Stores implements RepeatedAdmissionContract {}

  @Nested
  class Running extends Stores implements RunStoreContract {}

  @Nested
  class RunSearching extends Stores implements RunSearchContract {}

  @Nested
  class LyingBeside extends Stores implements RunNeighboursContract {}

  @Nested
  class Owning extends Stores implements OwnershipContract {}

  @Nested
  class Limiting extends Stores implements RunLimitContract {}

  @Nested
  class Walking extends Stores implements JournalContract {}

  @Nested
  class Leasing extends Stores implements JournalLeaseContract {}

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
  class SomeAtOnce extends Stores implements SomeSchedulesContract {}

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
  class Backfilling extends Stores implements BackfillStoreContract {}

  @Nested
  class Inquiring extends Stores implements InquiryContract {}

  @Nested
  class Travelling extends Stores implements TripStoreContract {}

  @Nested
  class KeepingSecrets extends Stores implements SecretStoreContract {}

  @Nested
  class LettingGo extends Stores implements RetentionStoreContract {}

  @Nested
  class LettingDueTimesGo extends Stores implements OldDueTimesContract {}

  private abstract static class Stores extends AllStores {
    Stores() {
      super(DATABASE);
    }
  }
}
