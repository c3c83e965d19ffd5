package dev.carillon.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a server on this machine that can be cut, or be slow, or carry nothing for a while. May be
 * shared by threads.
 */
public final class Relay implements AutoCloseable {
  private final int target;
  private final ServerSocket server;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private boolean cut;
  private boolean stalled;
  private volatile Duration slowness = Duration.ZERO;
  private String fatal = "";

  /** Begins to lead to that port. */
  public Relay(int target) {
    this.target = target;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    begin("accepts", this::accept);
  }

  /** Returns where it begins. */
  public int port() {
    return server.getLocalPort();
  }

  /** Breaks all connections, and every new one, until it is mended. */
  public synchronized void cut() {
    cut = true;
    open.forEach(Relay::close);
    open.clear();
  }

  /** Breaks all connections once, when the next one is to carry this text there; new ones last. */
  public synchronized void breakAt(String text) {
    fatal = text;
  }

  /** Lets nothing through, and says nothing of it, until it is mended. */
  public synchronized void stall() {
    stalled = true;
  }

  /** Takes that long for each piece that it carries, until it is mended. */
  public void slow(Duration each) {
    slowness = each;
  }

  /** Carries everything again. */
  public synchronized void mend() {
    cut = false;
    slowness = Duration.ZERO;
    stalled = false;
    notifyAll();
  }

  private void accept() throws IOException {
    while (true) {
      Socket here = server.accept();
      if (!lead(here)) {
        close(here);
      }
    }
  }

  private synchronized boolean lead(Socket here) throws IOException {
    if (cut) {
      return false;
    }
    Socket there = new Socket(InetAddress.getLoopbackAddress(), target);
    open.add(here);
    open.add(there);
    begin("sends", () -> carry(here, there));
    begin("answers", () -> carry(there, here));
    return true;
  }

  private void carry(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] some = new byte[16_384];
      for (int read = in.read(some); read >= 0; read = in.read(some)) {
        await();
        breakIfFatal(new String(some, 0, read, StandardCharsets.ISO_8859_1));
        out.write(some, 0, read);
        out.flush();
      }
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private synchronized void breakIfFatal(String carried) {
    if (!fatal.isEmpty() && carried.contains(fatal)) {
      fatal = "";
      open.forEach(Relay::close);
      open.clear();
    }
  }

  private void await() throws IOException {
    try {
      Thread.sleep(slowness.toMillis());
      awaitMended();
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  private synchronized void awaitMended() throws InterruptedException {
    while (stalled) {
      wait();
    }
  }

  private interface Work {
    void go() throws IOException;
  }

  private static void begin(String what, Work work) {
    Thread thread = new Thread(
        () -> {
          try {
            work.go();
          } catch (IOException ended) {
            // One of the two ends is gone, and with it the way.
          }
        },
        "relay-" + what);
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Closeable end) {
    try {
      end.close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public void close() {
    cut();
    mend();
    close(server);
  }
}
