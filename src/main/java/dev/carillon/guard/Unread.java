package dev.carillon.guard;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Answers requests whose body nobody wants. A container would take such a body off the line itself,
 * with a thread that waits for each byte; here it is taken off without one, within the same bounds as
 * any other, and then the connection is closed if there was more.
 */
final class Unread {
  private Unread() {}

  /** Answers with a problem, after its body was let pass. */
  static void answer(Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!isComing(request)) {
      problem.answer(response);
      return;
    }
    AsyncContext waiting = request.startAsync();
    BodyReader.read(
        request,
        waiting,
        WaitingRoom.Guests.UNREAD,
        BodyLimits.USUAL,
        OutputStream.nullOutputStream(),
        end -> {
          if (end == BodyReader.End.WHOLE) {
            answer(problem, response, waiting);
          } else {
            giveUp(problem, response, waiting);
          }
        });
  }

  /** Answers with a problem at once, and closes the connection: the rest is not read. */
  static void giveUp(Problem problem, HttpServletResponse response, AsyncContext waiting)
      throws IOException {
    response.setHeader("Connection", "close");
    answer(problem, response, waiting);
  }

  private static void answer(Problem problem, HttpServletResponse response, AsyncContext waiting)
      throws IOException {
    try {
      problem.answer(response);
    } finally {
      waiting.complete();
    }
  }

  /** Names the problem of a body that did not come whole. */
  static Problem problemOf(BodyReader.End end) {
    return switch (end) {
      case TOO_LARGE -> Problem.TOO_LARGE;
      case TOO_SLOW -> Problem.SLOW_BODY;
      case CROWDED -> Problem.CROWDED;
      default -> Problem.BROKEN_BODY;
    };
  }

  /** Tells whether a body was announced, and may still be waited for. */
  static boolean isComing(HttpServletRequest request) {
    boolean announced =
        request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    return announced
        && request.isAsyncSupported()
        && request.getDispatcherType() == DispatcherType.REQUEST;
  }
}
