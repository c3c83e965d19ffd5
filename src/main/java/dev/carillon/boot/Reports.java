package dev.carillon.boot;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/**
 * Answers requests that are so malformed that no application is asked: a request line with letters
 * that have to be encoded, headers that are too long, a length that is no number. In place of Tomcat's
 * page, with its version, there is a problem; or a small page where a path leads to no route.
 */
final class Reports extends ErrorReportValve {
  private static final Logger LOG = Logger.getLogger("dev.carillon.boot");

  private static final String JSON = """
      {"type":"/problems/%1$s","title":"%2$s","status":%3$d,\
      "detail":"The request line, a header or the length of the body is not as HTTP has it."}
      """;

  private static final String PAGE = """
      <!DOCTYPE html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>%3$d – Carillon</title>
      <h1>%2$s</h1>
      <p lang="ru">%4$s</p>
      </html>
      """;

  Reports() {
    setShowReport(false);
    setShowServerInfo(false);
  }

  @Override
  protected void report(Request request, Response response, Throwable ignored) {
    int status = response.getStatus();
    if (status < HttpServletResponse.SC_BAD_REQUEST
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    try {
      write(status, isForPrograms(request.getRequestURI()), response);
    } catch (IOException gone) {
      LOG.log(Level.FINE, "nobody waits for the answer", gone);
    }
  }

  private static void write(int status, boolean forPrograms, Response response) throws IOException {
    // 501 is what Tomcat says to a transfer encoding that it does not know.
    boolean broken = status >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR
        && status != HttpServletResponse.SC_NOT_IMPLEMENTED;
    String title = broken ? "Something broke here" : "The request cannot be understood";
    String russian = broken ? "Здесь что-то сломалось" : "Запрос не удалось понять";
    response.setContentType(
        forPrograms ? "application/problem+json;charset=utf-8" : "text/html;charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    PrintWriter writer = response.getReporter();
    if (writer != null) {
      writer.write((forPrograms ? JSON : PAGE)
          .formatted(broken ? "internal" : "bad-request", title, status, russian));
      response.finishResponse();
    }
  }

  /** A browser sends nothing malformed, so what has no path that could be read is a program's. */
  private static boolean isForPrograms(String path) {
    return path == null || path.isEmpty() || path.matches("(?s)/(api|health)([/;?].*)?");
  }
}
