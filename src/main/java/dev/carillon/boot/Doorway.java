package dev.carillon.boot;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Where the server is to listen. It is tried out before Tomcat is asked, which has pages to say about a
 * place that it cannot have, and nothing that helps.
 *
 * @param bind an IP address, or empty for all
 * @param port zero for any free one
 */
record Doorway(String bind, int port) {
  static Doorway of(String bind, int port) {
    return new Doorway(bind, port);
  }

  /**
   * Listens there for a moment.
   *
   * @throws DoorClosedException if it cannot be done
   */
  void tryOut() {
    try (var socket = new ServerSocket()) {
      socket.bind(bind.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(bind, port));
    } catch (IOException refused) {
      throw new DoorClosedException(reason(refused), refused);
    }
  }

  /** The system's words are the only thing that tells these apart. */
  private String reason(IOException refused) {
    String said = String.valueOf(refused.getMessage());
    if (said.contains("Permission denied")) {
      return "Carillon may not listen on port %d: set PORT to one from 1024 on".formatted(port);
    }
    if (said.contains("assign requested address")) {
      return "%s is no address of this machine: set CARILLON_BIND".formatted(bind);
    }
    return refused instanceof BindException
        ? "port %d of %s is taken by another process: set PORT to a free one, or stop that process"
            .formatted(port, bind.isEmpty() ? "all addresses" : bind)
        : "Carillon cannot listen on port %d (%s): set PORT and CARILLON_BIND"
            .formatted(port, said);
  }
}
