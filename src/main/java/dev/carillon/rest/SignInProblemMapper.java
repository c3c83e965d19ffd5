package dev.carillon.rest;

import dev.carillon.access.SignInException;
import dev.carillon.access.TooManySignInsException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Tells who failed to sign in what to do: try another code or token, or wait. */
public final class SignInProblemMapper implements ExceptionMapper<SignInException> {
  /** It needs nothing. */
  public SignInProblemMapper() {}

  @Override
  public Response toResponse(SignInException refused) {
    if (refused instanceof TooManySignInsException tooMany) {
      return Problem.of(429, "too-many-sign-ins", "Too many sign-ins failed; try again later")
          .detail("the header Retry-After tells after how many seconds")
          .answer()
          .header(HttpHeaders.RETRY_AFTER, tooMany.retryAfterSeconds())
          .build();
    }
    return Problem.of(401, "sign-in-refused", "The sign-in was not accepted")
        .detail(refused.getMessage())
        .answer()
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }
}
