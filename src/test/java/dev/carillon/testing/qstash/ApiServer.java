package dev.carillon.testing.qstash;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Listens on a loopback port of its own; a thread for each connection, which is kept alive. */
final class ApiServer implements AutoCloseable {
  private final ServerSocket listening;
  private final Function<Request, Reply> answers;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch accepting = new CountDownLatch(1);
  private volatile boolean started;
  private volatile boolean closed;

  ApiServer(Function<Request, Reply> answers) {
    try {
      listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    this.answers = answers;
  }

  void start() {
    started = true;
    Threads.start("fake-qstash", this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** When it returns, nobody is let in any more: the port listens as long as a thread accepts. */
  @Override
  public void close() {
    closed = true;
    quietly(listening);
    if (started) {
      quietly(() -> accepting.await(10, TimeUnit.SECONDS));
    }
    open.forEach(ApiServer::quietly);
  }

  private void accept() {
    try {
      while (!closed) {
        Socket socket = listening.accept();
        open.add(socket);
        Threads.start("fake-qstash-connection", () -> serve(socket));
      }
    } catch (IOException over) {
      quietly(listening);
    } finally {
      accepting.countDown();
    }
  }

  private void serve(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
      while (!closed) {
        Request request = Request.read(in, out);
        Reply reply = answers.apply(request);
        if (reply.status() == 0) {
          return;
        }
        reply.writeTo(out);
        if (request.header("Connection").equalsIgnoreCase("close")) {
          return;
        }
      }
    } catch (IOException gone) {
      quietly(socket);
    } finally {
      open.remove(socket);
    }
  }

  private static void quietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception alreadyGone) {
      // Nothing is left that could be told to anybody.
    }
  }
}
