package dev.carillon.employing;

import dev.carillon.authoring.Authoring;
import dev.carillon.authoring.Origin;
import dev.carillon.authoring.OtherOriginException;
import dev.carillon.job.JobCard;
import dev.carillon.running.StoreUnavailableException;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.EngineRefusedException;
import dev.carillon.scheduling.HeldBackException;
import dev.carillon.scheduling.InvalidWishException;
import dev.carillon.scheduling.ScheduleChangedException;
import dev.carillon.scheduling.ScheduleConflictException;
import dev.carillon.scheduling.Scheduling;
import dev.carillon.scheduling.Wishes;
import dev.carillon.workflow.WorkflowId;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes workflows of the jobs that were found, and of those that were found no more workflows that
 * are switched off. Called at start, in two steps, by one thread; other nodes may do the same.
 */
public final class Employment {
  private static final Logger LOG = LoggerFactory.getLogger(Employment.class);
  private static final int TRIES = 5;

  private final JobBook jobs;
  private final JobStore store;
  private final Authoring authoring;
  private final Scheduling scheduling;
  private final Clock clock;

  /** Puts it together. */
  public Employment(
      JobBook jobs, JobStore store, Authoring authoring, Scheduling scheduling, Clock clock) {
    this.jobs = jobs;
    this.store = store;
    this.authoring = authoring;
    this.scheduling = scheduling;
    this.clock = clock;
  }

  /**
   * Switches off what lost its code; before an engine rings, and without asking one.
   *
   * @throws RivalJobsException if somebody wrote a workflow with the id of a job
   */
  public void callRoll() {
    List<String> rivals = jobs.all().stream()
        .filter(card ->
            authoring.find(card.id()).filter(it -> it.origin() == Origin.EDITOR).isPresent())
        .map(Employment::rival)
        .toList();
    if (!rivals.isEmpty()) {
      throw new RivalJobsException(rivals);
    }
    store.standing().stream().filter(id -> jobs.find(id).isEmpty()).forEach(this::lose);
  }

  private static String rival(JobCard card) {
    return card.whose() + " has the id \"" + card.id()
        + "\", and so has a workflow that somebody wrote: give the job another id; or take its jar"
        + " out of WEB-INF/lib, start, remove the workflow and put the jar back";
  }

  private void lose(WorkflowId id) {
    for (int left = TRIES; left > 0; left--) {
      try {
        store.lose(id, clock.instant());
        LOG.warn(
            "the code of workflow {} is gone: it is switched off until its jar is back in"
                + " WEB-INF/lib",
            id);
        return;
      } catch (ScheduleChangedException meanwhile) {
        LOG.debug("once more: {}", meanwhile.getMessage());
      }
    }
  }

  /**
   * Saves a workflow for each job, and switches on those that never were, and those that were until
   * their code was gone. What an engine refuses is told and tried again at the next start.
   */
  public void standUp() {
    jobs.all().forEach(this::standUp);
  }

  private void standUp(JobCard card) {
    try {
      authoring.save(card.id(), JobDefinition.of(card), "code", Origin.CODE);
      if (scheduling.find(ScheduleId.of(card.id())).isEmpty() || store.resumes(card.id())) {
        scheduling.activate(card.id(), Wishes.NONE);
        store.resumed(card.id());
      }
    } catch (EngineRefusedException
        | ScheduleConflictException
        | HeldBackException
        | ScheduleChangedException
        | InvalidWishException notNow) {
      LOG.warn("job {} is not switched on as it should be: {}", card.id(), notNow.getMessage());
    } catch (OtherOriginException writtenMeanwhile) {
      throw new RivalJobsException(List.of(rival(card)));
    } catch (StoreUnavailableException away) {
      throw away;
    } catch (RuntimeException broken) {
      // One job that breaks must not keep the others from being stood up.
      LOG.error("job {} could not be stood up", card.id(), broken);
    }
  }
}
