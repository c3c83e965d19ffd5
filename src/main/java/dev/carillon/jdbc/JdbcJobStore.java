package dev.carillon.jdbc;

import dev.carillon.authoring.Origin;
import dev.carillon.employing.JobStore;
import dev.carillon.schedule.Schedule;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.ScheduleStore.Revised;
import dev.carillon.workflow.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which workflows Java code makes, in the database. */
public final class JdbcJobStore implements JobStore {
  private static final String STANDING = """
      select version.name
        from workflow
        join workflow_version version
          on version.workflow_id = workflow.id and version.version = workflow.version
       where workflow.origin = 'CODE' and not workflow.removed
       order by workflow.id""";

  private static final String LOSE = """
      update workflow set origin = :lost, resumes = :resumes
       where id = :id and origin = 'CODE' and not removed""";

  private final Database database;

  /** Takes the database, which is opened before the first call. */
  public JdbcJobStore(Database database) {
    this.database = database;
  }

  @Override
  public List<WorkflowId> standing() {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery(STANDING)
            .map((row, context) -> new WorkflowId(row.getString("name")))
            .list());
  }

  @Override
  public void lose(WorkflowId id, Instant at) {
    database.transactions().run(handle -> {
      Optional<Schedule> on =
          ScheduleRow.find(handle, ScheduleId.of(id), at).filter(Schedule::active);
      if (lost(handle, id, on.isPresent())) {
        on.ifPresent(schedule -> switchOff(handle, schedule, at));
      }
    });
  }

  private static boolean lost(Handle handle, WorkflowId id, boolean resumes) {
    return handle
            .createUpdate(LOSE)
            .bind("id", id.folded())
            .bind("lost", Origin.LOST_CODE.name())
            .bind("resumes", resumes)
            .execute()
        == 1;
  }

  private static void switchOff(Handle handle, Schedule on, Instant at) {
    Revised off = new Revised(on.id(), on.workflow(), false, on.wording(), on.overridden());
    new ScheduleEdit(handle, on.id()).revise(off, on.revision(), at);
  }

  @Override
  public boolean resumes(WorkflowId id) {
    return database
        .transactions()
        .read(handle -> handle
            .createQuery("select resumes from workflow where id = :id")
            .bind("id", id.folded())
            .mapTo(Boolean.class)
            .findOne()
            .orElse(false));
  }

  @Override
  public void resumed(WorkflowId id) {
    database
        .transactions()
        .run(handle -> handle
            .createUpdate("update workflow set resumes = false where id = :id")
            .bind("id", id.folded())
            .execute());
  }
}
