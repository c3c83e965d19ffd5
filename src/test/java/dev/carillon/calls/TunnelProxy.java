package dev.carillon.calls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy on loopback that digs tunnels to one target, whatever address it is asked for. */
final class TunnelProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final String answer;
  private final int target;

  private TunnelProxy(String answer, int target) {
    this.answer = answer;
    this.target = target;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    start(this::accept);
  }

  static TunnelProxy to(int target) {
    return new TunnelProxy("HTTP/1.1 200 Connection established\r\nVia: 1.1 x\r\n\r\n", target);
  }

  static TunnelProxy thatAnswers(String answer) {
    return new TunnelProxy(answer, 0);
  }

  /** Returns the heads of all that it was asked. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  Optional<HttpProxy> with(String user) {
    return Optional.of(HttpProxy.of("http://" + user + "127.0.0.1:" + listening.getLocalPort()));
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        open.add(client);
        start(() -> serve(client));
      }
    } catch (IOException closed) {
      // That is how it ends.
    }
  }

  private void serve(Socket client) {
    try {
      asked.add(head(client.getInputStream()));
      client.getOutputStream().write(answer.getBytes(ISO_8859_1));
      if (target == 0) {
        client.close();
        return;
      }
      Socket there = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(there);
      start(() -> pump(client, there));
      pump(there, client);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      head.write(in.read());
    }
    return head.toString(ISO_8859_1);
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException gone) {
      // One side closed it.
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "tunnel-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
