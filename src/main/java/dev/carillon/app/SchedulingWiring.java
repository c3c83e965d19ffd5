package dev.carillon.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.authoring.Authoring;
import dev.carillon.employing.Employment;
import dev.carillon.employing.JobBook;
import dev.carillon.quartz.LocalEngine;
import dev.carillon.running.Ringing;
import dev.carillon.scheduling.Calendars;
import dev.carillon.scheduling.Decisions;
import dev.carillon.scheduling.Engines;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.scheduling.Sync;
import java.time.Clock;

/** Schedules, the engines that ring them, and the plan that keeps both alike. */
final class SchedulingWiring {
  final LocalEngine local;
  final Scheduling scheduling;
  final Calendars calendars;
  final Sync sync;
  final Decisions decisions;
  final Authoring authoring;
  private final Employment employment;
  private final Aside catchingUp = new Aside();

  /**
   * Puts it together; nothing is started.
   *
   * @param cleared is called when it turns out that this is no copy
   */
  SchedulingWiring(
      Ground ground,
      Stores stores,
      JobBook jobs,
      NodeWiring node,
      RunWiring running,
      Runnable cleared) {
    Settings settings = ground.settings();
    Clock clock = ground.clock();
    local = new LocalEngine(
        stores.database::dataSource,
        stores.database.isPostgres(),
        clock,
        Clock.systemUTC(),
        new Ringing(running.runs, new ObjectMapper(), clock));
    Engines engines =
        new EngineRooms(settings, node.copies, node.heartbeat).engines(local, node.remote);
    scheduling = new Scheduling(
        stores.schedules, stores.workflows, running.definitions, engines, node.copies, clock);
    calendars = new Calendars(stores.calendars, scheduling, clock);
    sync = new Sync(
        stores.schedules,
        engines,
        node.copies,
        stores.nodes,
        new Sync.Terms(ground.instance(), settings.qstash().enforcesDrift()),
        cleared,
        clock);
    scheduling.whenUnfinished(sync::soon);
    calendars.whenUnfinished(sync::soon);
    decisions = new Decisions(stores.schedules, scheduling, sync, engines, node.copies, clock);
    authoring = new Authoring(stores.workflows, running.reader, scheduling, clock);
    employment = new Employment(jobs, stores.jobs, authoring, scheduling, clock);
  }

  /** Writes down what a new database begins with, and which jobs there are now. */
  void furnish() {
    Sample.plantInto(authoring);
    employment.callRoll();
  }

  /** Stands the jobs up and begins to keep the engines like the database. */
  void start() {
    if (!scheduling.engine().name().equals("qstash")) {
      employment.standUp();
    } else {
      // QStash may be away just now, and nobody is to wait for it.
      catchingUp.begin("jobs", employment::standUp);
    }
    sync.start();
  }

  /** Waits for the jobs that stand up. May come twice, and before starting. */
  void settle() {
    catchingUp.end();
  }
}
