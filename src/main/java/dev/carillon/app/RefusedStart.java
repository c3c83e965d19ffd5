package dev.carillon.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers everything with 503 after a start that was refused. What is wrong stands in the log only:
 * who asks here is a stranger.
 */
final class RefusedStart implements Filter {
  private static final String JSON = """
      {"type":"about:blank","title":"Carillon could not start","status":503,\
      "detail":"What is wrong stands in the log of the server."}
      """;

  private static final String PAGE = """
      <!DOCTYPE html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Carillon could not start</title>
      <h1>Carillon could not start</h1>
      <p>What is wrong stands in the log of the server. Set it right there, then start again.</p>
      <p lang="ru">Carillon не запустился. Причина записана в журнале сервера.</p>
      </html>
      """;

  @Override
  public void doFilter(ServletRequest any, ServletResponse answer, FilterChain ignored)
      throws IOException {
    var request = (HttpServletRequest) any;
    var response = (HttpServletResponse) answer;
    boolean page = wantsPage(request);
    byte[] body = (page ? PAGE : JSON).getBytes(UTF_8);
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType(page ? "text/html;charset=utf-8" : "application/problem+json");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static boolean wantsPage(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("text/html");
  }
}
