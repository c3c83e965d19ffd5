package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The dashboard's page as it is sent: asked for each time, by its ETag. */
final class FrontPage {
  private final byte[] bytes;
  private final String tag;

  FrontPage(String html) {
    bytes = html.getBytes(UTF_8);
    tag = '"' + Sha256.of(bytes).hex().substring(0, 16) + '"';
  }

  /** Answers a GET or HEAD. */
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    // Weak, since compressed it is the same page in other bytes; Tomcat compresses no other.
    response.setHeader("ETag", "W/" + tag);
    if (isKnownTo(request)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType("text/html;charset=utf-8");
    response.setContentLength(bytes.length);
    if (request.getMethod().equals("GET")) {
      response.getOutputStream().write(bytes);
    }
  }

  private boolean isKnownTo(HttpServletRequest request) {
    List<String> known = Collections.list(request.getHeaders("If-None-Match"));
    return known.stream()
        .flatMap(header -> Arrays.stream(header.split(",")))
        .map(String::strip)
        .anyMatch(it -> it.equals("*") || it.replaceFirst("^W/", "").equals(tag));
  }
}
