package com.example.shop;

import dev.carillon.signature.SignedRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Takes orders that QStash brings; whoever comes here was let in by the signature filter. */
public final class Orders extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var signed = (SignedRequest) request.getAttribute(SignedRequest.ATTRIBUTE);
    byte[] order = request.getInputStream().readAllBytes();
    response.setContentType("text/plain;charset=utf-8");
    response
        .getWriter()
        .print("ordered " + new String(order, StandardCharsets.UTF_8) + " by "
            + signed.messageId().orElse("nobody"));
  }
}
