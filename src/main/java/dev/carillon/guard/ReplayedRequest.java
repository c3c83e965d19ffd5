package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;

/** A request whose body was read already, and is read once more from memory. */
final class ReplayedRequest extends HttpServletRequestWrapper {
  private final Replay replay;
  private final int length;

  ReplayedRequest(HttpServletRequest request, byte[] body) {
    super(request);
    replay = new Replay(body);
    length = body.length;
  }

  @Override
  public ServletInputStream getInputStream() {
    return replay;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    String charset = getCharacterEncoding();
    Reader text = charset == null
        ? new InputStreamReader(replay, UTF_8)
        : new InputStreamReader(replay, charset);
    return new BufferedReader(text);
  }

  @Override
  public int getContentLength() {
    return length;
  }

  @Override
  public long getContentLengthLong() {
    return length;
  }

  private static final class Replay extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    Replay(byte[] body) {
      bytes = new ByteArrayInputStream(body);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return bytes.read(into, offset, length);
    }

    @Override
    public int available() {
      return bytes.available();
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    /** There is nothing to wait for: the listener is told at once. */
    @Override
    public void setReadListener(ReadListener listener) {
      try {
        if (!isFinished()) {
          listener.onDataAvailable();
        }
        listener.onAllDataRead();
      } catch (IOException broken) {
        listener.onError(broken);
      }
    }
  }
}
