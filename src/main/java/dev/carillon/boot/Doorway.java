package dev.carillon.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Where the server is to listen. It is tried out before Tomcat is asked, which has pages to say about a
 * place that it cannot have, and nothing that helps.
 *
 * @param bind an IP address, or empty for all
 * @param port zero for any free one
 */
record Doorway(String bind, int port) {
  private static final int FREE_FOR_ALL = 1024;
  private static final int MILLIS = 1000;

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
      socket.bind(address(port));
    } catch (IOException refused) {
      throw new DoorClosedException(reason(refused), refused);
    }
  }

  /** The system says which it is in its own language; so it is tried out. */
  private String reason(IOException refused) {
    if (!listens(0)) {
      return bind.isEmpty()
          ? "Carillon cannot listen on port %d (%s): set PORT".formatted(port, refused.getMessage())
          : "%s is no address of this machine: set CARILLON_BIND".formatted(bind);
    }
    return port < FREE_FOR_ALL && !answers()
        ? "Carillon may not listen on port %d: set PORT to one from %d on"
            .formatted(port, FREE_FOR_ALL)
        : "port %d of %s is taken by another process: set PORT to a free one, or stop that process"
            .formatted(port, bind.isEmpty() ? "all addresses" : bind);
  }

  private boolean listens(int there) {
    try (var socket = new ServerSocket()) {
      socket.bind(address(there));
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private boolean answers() {
    try (var socket = new Socket()) {
      InetAddress host =
          bind.isEmpty() ? InetAddress.getLoopbackAddress() : InetAddress.getByName(bind);
      socket.connect(new InetSocketAddress(host, port), MILLIS);
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }

  private InetSocketAddress address(int there) {
    return bind.isEmpty() ? new InetSocketAddress(there) : new InetSocketAddress(bind, there);
  }
}
