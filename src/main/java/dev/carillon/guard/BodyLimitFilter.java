package dev.carillon.guard;

import dev.carillon.access.RequestTooLargeException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Bounds the bodies of all requests, without keeping them: what is announced as too large is answered
 * with 413 at once, and what turns out to be is cut off with a {@link RequestTooLargeException} in
 * the hands of whoever reads it.
 */
public final class BodyLimitFilter implements Filter {
  /** Two MiB: more than the largest definition. */
  public static final long USUAL = 2L << 20;

  private final long most;

  /** Takes the number of bytes that a body may have. */
  public BodyLimitFilter(long most) {
    this.most = most;
  }

  @Override
  public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain)
      throws IOException, ServletException {
    var request = (HttpServletRequest) any;
    var response = (HttpServletResponse) answer;
    if (request.getContentLengthLong() > most) {
      Unread.answer(Problem.TOO_LARGE, request, response);
      return;
    }
    try {
      chain.doFilter(new LimitedRequest(request, most), response);
    } catch (RequestTooLargeException tooLarge) {
      if (response.isCommitted()) {
        throw tooLarge;
      }
      Problem.TOO_LARGE.answer(response);
    }
  }
}
