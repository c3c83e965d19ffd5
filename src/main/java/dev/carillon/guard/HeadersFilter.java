package dev.carillon.guard;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Tells browsers what our pages may do, which is little: load from us, talk to us, and be in nobody's
 * frame. The only inline element is the page's import map, let in by its hash.
 */
public final class HeadersFilter implements Filter {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'%s; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private final boolean alwaysTls;
  private String policy = POLICY.formatted("");

  /**
   * Takes what the request cannot tell.
   *
   * @param alwaysTls whether the world reaches us by TLS, also where a proxy before us ends it
   */
  public HeadersFilter(boolean alwaysTls) {
    this.alwaysTls = alwaysTls;
  }

  /** Reads the deployed page once, for the hash of its import map. */
  @Override
  public void init(FilterConfig config) throws ServletException {
    try {
      policy = ImportMap.hashIn(config.getServletContext())
          .map(hash -> POLICY.formatted(" '" + hash + "'"))
          .orElse(policy);
    } catch (IOException broken) {
      throw new ServletException("cannot read the page " + ImportMap.PAGE, broken);
    }
  }

  @Override
  public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain)
      throws IOException, ServletException {
    var request = (HttpServletRequest) any;
    var response = (HttpServletResponse) answer;
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Cache-Control", isFile(request) ? "no-cache" : "no-store");
    if (alwaysTls || request.isSecure()) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
    chain.doFilter(request, response);
  }

  /**
   * A file may be kept, but is asked for each time by its ETag, unless the {@link AssetsFilter} knows
   * better; an answer of ours is not kept.
   */
  private static boolean isFile(HttpServletRequest request) {
    return OpenRoutes.isFile(RequestPath.of(request));
  }
}
