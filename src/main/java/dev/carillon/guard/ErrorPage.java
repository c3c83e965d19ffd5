package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers what the container refuses before anybody of ours is asked: a method that it does not
 * let pass, a file that is not there. (A path that cannot be decoded leads to no application, except
 * to the one at the root.) The container comes here by itself, as the
 * deployment descriptor tells it, and nobody else can. Programs get a problem, people a small page;
 * neither says whose container it is, nor what broke.
 */
public final class ErrorPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final String PAGE = """
      <!DOCTYPE html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>%1$d – Carillon</title>
      <h1>%2$s</h1>
      <p lang="ru">%3$s</p>
      <p><a href="%4$s/">Carillon</a></p>
      </html>
      """;

  /** For the servlet container. */
  public ErrorPage() {}

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      // Whoever began to answer broke off, or the other side did: nothing can be said any more.
      return;
    }
    int status = status(request);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    if (isForPrograms(request)) {
      Problem.ofStatus(status).answer(response, status);
    } else {
      page(request.getServletContext().getContextPath(), response, status);
    }
  }

  private static int status(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer known
        ? known
        : HttpServletResponse.SC_NOT_FOUND;
  }

  private static boolean isForPrograms(HttpServletRequest request) {
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String below = path instanceof String sent ? sent : request.getRequestURI();
    String context = request.getContextPath();
    String route = below.startsWith(context) ? below.substring(context.length()) : below;
    return route.matches("(?s)/(api|health)([/;?].*)?");
  }

  private static void page(String context, HttpServletResponse response, int status)
      throws IOException {
    byte[] page =
        PAGE.formatted(status, english(status), russian(status), context).getBytes(UTF_8);
    response.resetBuffer();
    response.setStatus(status);
    response.setContentType("text/html;charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(page.length);
    response.getOutputStream().write(page);
  }

  private static String english(int status) {
    return switch (status) {
      case 404 -> "There is nothing at this address";
      case 405, 501 -> "This method does not work here";
      default -> status < 500 ? "The request cannot be understood" : "Something broke here";
    };
  }

  private static String russian(int status) {
    return switch (status) {
      case 404 -> "По этому адресу ничего нет";
      case 405, 501 -> "Этот метод здесь не работает";
      default -> status < 500 ? "Запрос не удалось понять" : "Здесь что-то сломалось";
    };
  }
}
