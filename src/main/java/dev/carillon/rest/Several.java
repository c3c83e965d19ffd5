package dev.carillon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.Scheduling;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Does one thing to several schedules, one after the other, and answers for each by itself: what one
 * cannot do keeps no other from it. May be shared by threads.
 */
final class Several {
  private static final int MOST = 100;

  private final Scheduling scheduling;
  private final ObjectMapper json;
  private final ProblemMapper problems = new ProblemMapper();

  Several(Scheduling scheduling, ObjectMapper json) {
    this.scheduling = scheduling;
    this.json = json;
  }

  /** What became of one of them: as if it had been asked for alone. */
  record Done(int status, View view) {}

  /** Returns the schedules that a body names, each once. */
  static Set<ScheduleId> named(Optional<JsonNode> wish) {
    JsonNode ids = wish.map(it -> it.path("schedules"))
        .filter(JsonNode::isArray)
        .filter(it -> !it.isEmpty() && it.size() <= MOST)
        .orElseThrow(() -> new InvalidParameterException(
            "schedules", "schedules is a list of 1 to " + MOST + " ids"));
    Set<ScheduleId> named = new LinkedHashSet<>();
    ids.forEach(it -> named.add(Params.schedule(text(it))));
    return named;
  }

  private static String text(JsonNode id) {
    if (!id.isTextual()) {
      throw new InvalidParameterException("schedules", "an id is a text");
    }
    return id.textValue();
  }

  /** Does it to each; 207 if one of them could not. */
  Response each(
      Set<ScheduleId> ids, ContainerRequestContext request, Function<ScheduleId, Done> work) {
    List<View> items = new ArrayList<>();
    boolean all = true;
    for (ScheduleId id : ids) {
      View item = View.of().text("scheduleId", id);
      Optional<View> before = Optional.empty();
      int status;
      try {
        before = scheduling.find(id).map(AuditedStates::schedule);
        Done done = work.apply(id);
        status = done.status();
        item.number("status", status).part("done", done.view());
      } catch (RuntimeException wrong) {
        Response answer = problems.toResponse(wrong);
        status = answer.getStatus();
        item.number("status", status)
            .value("problem", json.<JsonNode>valueToTree(answer.getEntity()));
        all = false;
      }
      items.add(item);
      if (request.getProperty(AuditFilter.EACH) instanceof AuditFilter.Each audit) {
        audit.answered(id.value(), before, status);
      }
    }
    return Response.status(all ? 200 : 207)
        .entity(View.of().all("items", items))
        .build();
  }
}
