package dev.carillon.calls;

import java.io.IOException;

/** Thrown when the proxy makes no way to a target. The message goes on from "its proxy: ". */
final class NoTunnelException extends IOException {
  private static final long serialVersionUID = 1L;

  NoTunnelException(String why) {
    super(why);
  }
}
