package dev.carillon.rest;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every refusal and failure looks like to a client (RFC 9457). Never holds a secret, nor
 * anything of what broke inside.
 *
 * @param type names the kind of problem, stable: {@code /problems/} and a word or two
 * @param title the kind in words, the same each time
 * @param status the HTTP status
 * @param detail what was the matter this time; left out if empty
 * @param instance which thing it was about, as a path of ours; left out if empty
 * @param members whatever else helps, by its name
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    @JsonIgnore Map<String, Object> members) {
  /** The media type of the answer. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Keeps the members in their order. */
  public Problem {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /**
   * Returns a problem of one kind.
   *
   * @param kind the end of its type: lower case, with hyphens
   */
  public static Problem of(int status, String kind, String title) {
    return new Problem("/problems/" + kind, title, status, "", "", Map.of());
  }

  /** Returns it with what was the matter this time; a long quotation in it is cut. */
  public Problem detail(String words) {
    return new Problem(type, title, status, Echo.shortened(words), instance, members);
  }

  /** Returns it with the thing that it was about. */
  public Problem about(String path) {
    return new Problem(type, title, status, detail, path, members);
  }

  /** Returns it with one more member; of a long text the middle is left out. */
  public Problem with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(members);
    more.put(name, value instanceof String text ? Echo.shortened(text) : value);
    return new Problem(type, title, status, detail, instance, more);
  }

  /** Returns the members, to be written beside the others. */
  @JsonAnyGetter
  Map<String, Object> extensions() {
    return members;
  }

  /** Returns the answer, to which headers may be added. */
  public Response.ResponseBuilder answer() {
    return Response.status(status).type(MEDIA_TYPE).entity(this);
  }
}
