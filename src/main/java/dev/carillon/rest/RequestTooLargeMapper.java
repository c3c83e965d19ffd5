package dev.carillon.rest;

import dev.carillon.access.RequestTooLargeException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Tells who sends too much how much would not be. */
public final class RequestTooLargeMapper implements ExceptionMapper<RequestTooLargeException> {
  /** It needs nothing. */
  public RequestTooLargeMapper() {}

  @Override
  public Response toResponse(RequestTooLargeException tooLarge) {
    return Problem.of(413, "too-large", "The body is too large")
        .detail(tooLarge.getMessage())
        .with("limit", tooLarge.limit())
        .answer()
        .build();
  }
}
