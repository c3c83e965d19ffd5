package dev.carillon.guard;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Refuses paths that can be read in two ways: with {@code ..}, double slashes, path parameters or
 * the like in any spelling. The filters behind decide by the path that the container made of it, a
 * resource is chosen by the raw one; here both are the same, or nobody comes in. Stands first.
 */
public final class PlainPathFilter implements Filter {
  /** It needs nothing. */
  public PlainPathFilter() {}

  @Override
  public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain)
      throws IOException, ServletException {
    var request = (HttpServletRequest) any;
    // A second dispatch shows the path as the container writes it, not as it was sent.
    if (request.getDispatcherType() != DispatcherType.REQUEST || RequestPath.isPlain(request)) {
      chain.doFilter(request, answer);
    } else {
      Unread.answer(Problem.AMBIGUOUS_PATH, request, (HttpServletResponse) answer);
    }
  }
}
