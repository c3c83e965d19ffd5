package dev.carillon.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * The other side of an HTTP call, on a loopback port of its own, over a bare socket; the ways in
 * which it behaves badly have names. Closes each connection after one answer. Remembers what it
 * was sent.
 */
public final class TargetServer implements AutoCloseable {
  private static final int BEAT_MILLIS = 20;

  private final ServerSocket listening;
  private final String scheme;
  private final String greeting;
  private final Behaviour behaviour;
  private final List<TargetRequest> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch accepting = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch leftAlone = new CountDownLatch(1);

  /** What is written for a request. The connection is closed when it returns. */
  @FunctionalInterface
  private interface Behaviour {
    void answer(TargetRequest request, OutputStream out, TargetServer self) throws IOException;
  }

  private TargetServer(
      ServerSocket listening, String scheme, String greeting, Behaviour behaviour) {
    this.greeting = greeting;
    this.listening = listening;
    this.scheme = scheme;
    this.behaviour = behaviour;
    start("target-server", this::accept);
  }

  /** Answers with a status and a text. */
  public static TargetServer thatAnswers(int status, String text) {
    return thatAnswers(request -> TargetAnswer.of(status, text));
  }

  /** Answers each request as told. */
  public static TargetServer thatAnswers(Function<TargetRequest, TargetAnswer> answers) {
    return plain((request, out, self) -> out.write(answers.apply(request).bytes()));
  }

  /** Answers each request as told, and then does something, before the connection is closed. */
  public static TargetServer thatAnswers(
      Function<TargetRequest, TargetAnswer> answers, Consumer<TargetRequest> afterwards) {
    return plain((request, out, self) -> {
      out.write(answers.apply(request).bytes());
      out.flush();
      afterwards.accept(request);
    });
  }

  /** Answers over TLS with a status and a text. */
  public static TargetServer thatAnswersOverTls(SSLContext keys, int status, String text) {
    try {
      ServerSocket socket =
          keys.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      byte[] answer = TargetAnswer.of(status, text).bytes();
      return new TargetServer(socket, "https", "", (request, out, self) -> out.write(answer));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Writes these characters as they are. */
  public static TargetServer thatSays(String raw) {
    return plain((request, out, self) -> out.write(raw.getBytes(ISO_8859_1)));
  }

  /** Writes these characters without waiting for a request, as servers of other protocols do. */
  public static TargetServer thatSaysAtOnce(String raw) {
    return new TargetServer(
        loopback(), "http", raw, (request, out, self) -> self.untilLeftAlone(out, ""));
  }

  /** Sends every request on to another place. */
  public static TargetServer thatRedirectsTo(int status, String location) {
    return thatAnswers(request -> TargetAnswer.of(status, "").with("Location", location));
  }

  /** Takes the request and never answers. */
  public static TargetServer thatHangs() {
    return plain((request, out, self) -> self.untilLeftAlone(out, ""));
  }

  /** Promises an answer and sends a byte of it now and then, without end. */
  public static TargetServer thatTrickles() {
    return plain((request, out, self) -> {
      out.write("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n".getBytes(ISO_8859_1));
      self.untilLeftAlone(out, "x");
    });
  }

  /** Sends as much as is taken, without telling how much it will be. */
  public static TargetServer thatAnswersTooMuch() {
    return plain((request, out, self) -> {
      out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(ISO_8859_1));
      byte[] chunk = ("1000\r\n" + "x".repeat(0x1000) + "\r\n").getBytes(ISO_8859_1);
      while (true) {
        out.write(chunk);
        out.flush();
      }
    });
  }

  /** Closes the connection in the middle of the answer that it promised. */
  public static TargetServer thatBreaksOff() {
    return thatSays("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
  }

  /** Closes the connection when the request is there, without a byte. */
  public static TargetServer thatHangsUp() {
    return thatSays("");
  }

  private static TargetServer plain(Behaviour behaviour) {
    return new TargetServer(loopback(), "http", "", behaviour);
  }

  private static ServerSocket loopback() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Returns an address of this server, by the IP address 127.0.0.1. */
  public URI uri(String path) {
    return uri("127.0.0.1", path);
  }

  /** Returns an address of this server under a name that the caller knows how to look up. */
  public URI uri(String host, String path) {
    return URI.create(scheme + "://" + host + ":" + port() + path);
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** Returns what was sent here so far, in the order of arrival. */
  public List<TargetRequest> requests() {
    return List.copyOf(requests);
  }

  /** Waits until a whole request is here, at most ten seconds. */
  public void awaitRequest() throws InterruptedException {
    await(asked, "no request came");
  }

  /** Waits until the other side closed the connection of an endless answer. */
  public void awaitHangUp() throws InterruptedException {
    await(leftAlone, "the connection was not closed");
  }

  @Override
  public void close() {
    closed.countDown();
    quietly(listening);
    // Until then the system may still let somebody in.
    quietly(() -> accepting.await(10, TimeUnit.SECONDS));
    open.forEach(TargetServer::quietly);
  }

  private static void await(CountDownLatch event, String otherwise) throws InterruptedException {
    if (!event.await(30, TimeUnit.SECONDS)) {
      throw new AssertionError(otherwise);
    }
  }

  private void accept() {
    try {
      while (closed.getCount() > 0) {
        Socket socket = listening.accept();
        open.add(socket);
        start("target-connection", () -> serve(socket));
      }
    } catch (IOException over) {
      quietly(listening);
    } finally {
      accepting.countDown();
    }
  }

  private void serve(Socket socket) {
    try (socket;
        OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
      out.write(greeting.getBytes(ISO_8859_1));
      out.flush();
      TargetRequest request = TargetRequest.read(socket.getInputStream());
      requests.add(request);
      asked.countDown();
      behaviour.answer(request, out, this);
      out.flush();
      socket.shutdownOutput();
    } catch (IOException gone) {
      leftAlone.countDown();
    } finally {
      open.remove(socket);
    }
  }

  /** Says something, or nothing, at each beat until the other side or this one closes. */
  private void untilLeftAlone(OutputStream out, String beat) throws IOException {
    try {
      do {
        out.write(beat.getBytes(ISO_8859_1));
        out.flush();
      } while (!closed.await(BEAT_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void quietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception alreadyGone) {
      // Nothing is left that could be told to anybody.
    }
  }
}
