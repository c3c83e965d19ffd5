package dev.carillon.guard;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Map;

/**
 * Gives jobs that chose a path of their own the route that every workflow has: whoever comes behind
 * sees that one. Stands behind the {@link SignatureFilter}, which judges by the path that was signed.
 */
public final class JobPathFilter implements Filter {
  private final Map<String, String> routes;

  /** Takes the route of each path, both from the context path on. */
  public JobPathFilter(Map<String, String> routes) {
    this.routes = Map.copyOf(routes);
  }

  @Override
  public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain)
      throws IOException, ServletException {
    var request = (HttpServletRequest) any;
    String route = routes.get(RequestPath.of(request));
    chain.doFilter(route == null ? request : new Routed(request, route), answer);
  }

  private static final class Routed extends HttpServletRequestWrapper {
    private final String route;

    Routed(HttpServletRequest request, String route) {
      super(request);
      this.route = route;
    }

    @Override
    public String getServletPath() {
      return route;
    }

    @Override
    public String getPathInfo() {
      return null;
    }

    @Override
    public String getRequestURI() {
      return getContextPath() + route;
    }

    @Override
    public StringBuffer getRequestURL() {
      StringBuffer url = super.getRequestURL();
      url.setLength(url.length() - super.getRequestURI().length());
      return url.append(getRequestURI());
    }
  }
}
