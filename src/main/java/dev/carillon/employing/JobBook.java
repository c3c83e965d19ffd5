package dev.carillon.employing;

import dev.carillon.job.JobCard;
import dev.carillon.workflow.WorkflowId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The jobs that this process found, by their ids. Immutable. */
public final class JobBook {
  private final Map<WorkflowId, JobCard> cards = new LinkedHashMap<>();

  /**
   * Takes them.
   *
   * @throws RivalJobsException if two want the same id or path; with all that do
   */
  public JobBook(Collection<JobCard> jobs) {
    List<String> rivals = new ArrayList<>();
    Map<String, JobCard> paths = new LinkedHashMap<>();
    for (JobCard card : jobs) {
      JobCard other = cards.putIfAbsent(card.id(), card);
      JobCard neighbour = paths.putIfAbsent(card.path().value(), card);
      if (other != null) {
        rivals.add(both(other, card, "have the id \"" + card.id() + "\""));
      } else if (neighbour != null) {
        rivals.add(both(neighbour, card, "have the path " + card.path()));
      }
    }
    if (!rivals.isEmpty()) {
      throw new RivalJobsException(rivals);
    }
  }

  private static String both(JobCard one, JobCard other, String what) {
    return one.whose() + " and " + other.whose() + " " + what
        + ": change one of them, or take its jar out of WEB-INF/lib";
  }

  /** Returns all, in the order in which they were found. */
  public List<JobCard> all() {
    return List.copyOf(cards.values());
  }

  /** Returns the job of that id, or empty if none was found. */
  public Optional<JobCard> find(WorkflowId id) {
    return Optional.ofNullable(cards.get(id));
  }

  /** Returns the route that every workflow has, for those paths that jobs chose instead. */
  public Map<String, String> routes() {
    return cards.values().stream()
        .filter(card -> !card.path().value().equals(route(card.id())))
        .collect(
            Collectors.toUnmodifiableMap(card -> card.path().value(), card -> route(card.id())));
  }

  private static String route(WorkflowId id) {
    return "/api/jobs/" + id;
  }

  /** Returns where a workflow's job answers, below the context path; empty if it has none. */
  public Optional<String> path(WorkflowId id) {
    return find(id).map(card -> card.path().value());
  }
}
