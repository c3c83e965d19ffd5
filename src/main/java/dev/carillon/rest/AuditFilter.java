package dev.carillon.rest;

import dev.carillon.access.AuditEntry;
import dev.carillon.access.AuditLog;
import dev.carillon.access.Caller;
import dev.carillon.running.StoreUnavailableException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a thing before and after a change, and writes down who made it. What was refused is no
 * change; what broke may have made one, and then has its entry. An entry that cannot be written is
 * told in the log: the change is made by then.
 */
final class AuditFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final Logger LOG = LoggerFactory.getLogger("dev.carillon.audit");
  private static final String BEFORE = "dev.carillon.audit.before";

  /** A property by which a method names what it changed, where the path does not. */
  static final String OBJECT = "dev.carillon.audit.object";

  /** A property that holds an {@link Each} for a method that changes several things. */
  static final String EACH = "dev.carillon.audit.each";

  private static final String WRITTEN = "dev.carillon.audit.written";

  /** Writes the entry of one of several things at once, whatever becomes of the next. */
  interface Each {
    /**
     * Tells what was answered for one of them.
     *
     * @param before how it stood; empty if it was not there
     */
    void answered(String id, Optional<View> before, int status);
  }

  private final Audited audited;
  private final Function<String, Optional<View>> state;
  private final AuditLog log;
  private final Clock clock;

  AuditFilter(Audited audited, Function<String, Optional<View>> state, AuditLog log, Clock clock) {
    this.audited = audited;
    this.state = state;
    this.log = log;
    this.clock = clock;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(BEFORE, stateOf(id(request)));
    request.setProperty(EACH, (Each) (id, before, status) -> {
      request.setProperty(WRITTEN, true);
      write(request, id, status, text(before), () -> stateOf(id));
    });
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(WRITTEN) == null) {
      String id = id(request);
      Object named = request.getProperty(OBJECT);
      write(
          request,
          named == null ? id : named,
          response.getStatus(),
          text(request.getProperty(BEFORE)),
          () -> audited.answer() && response.getEntity() instanceof View view
              ? text(Optional.of(view))
              : stateOf(id));
    }
  }

  private void write(
      ContainerRequestContext request,
      Object named,
      int status,
      Optional<String> before,
      Supplier<Optional<String>> after) {
    if (request.getProperty(Caller.ATTRIBUTE) instanceof Caller caller
        && (status < 300 || broke(status) && isChanged(before, after))) {
      write(caller, named, before, after);
    }
  }

  /** Runs go on by themselves: what becomes of one is nobody's doing. */
  private boolean broke(int status) {
    return status >= 500 && !audited.answer() && !audited.of().equals("run");
  }

  private static boolean isChanged(Optional<String> before, Supplier<Optional<String>> after) {
    try {
      return !after.get().equals(before);
    } catch (StoreUnavailableException away) {
      return false;
    }
  }

  private void write(
      Caller caller, Object named, Optional<String> before, Supplier<Optional<String>> after) {
    String object = AuditObject.of(audited.of(), named);
    try {
      log.add(new AuditEntry(
          clock.instant(), caller.name(), audited.value(), object, before, after.get()));
    } catch (StoreUnavailableException away) {
      LOG.error(
          "not in the audit log, for the database is away: {} did {} to {}",
          caller.name(),
          audited.value(),
          object);
    }
  }

  private static Optional<String> text(Object state) {
    return state instanceof Optional<?> known
        ? known.map(it -> it instanceof View view ? view.json().toString() : it.toString())
        : Optional.empty();
  }

  private Optional<String> stateOf(String id) {
    try {
      return text(state.apply(id));
    } catch (IllegalArgumentException noSuchId) {
      return Optional.empty();
    }
  }

  private static String id(ContainerRequestContext request) {
    UriInfo asked = request.getUriInfo();
    String inPath = asked.getPathParameters().getFirst("id");
    String inQuery = asked.getQueryParameters().getFirst("workflowId");
    return inPath != null ? inPath : inQuery != null ? inQuery : "";
  }
}
