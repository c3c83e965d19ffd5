package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carillon.access.RequestTooLargeException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/** A request whose body cannot be read beyond a bound. */
final class LimitedRequest extends HttpServletRequestWrapper {
  private final long most;
  private ServletInputStream limited;

  LimitedRequest(HttpServletRequest request, long most) {
    super(request);
    this.most = most;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (limited == null) {
      limited = new LimitedBody(super.getInputStream(), most);
    }
    return limited;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    String charset = getCharacterEncoding();
    return new BufferedReader(
        charset == null
            ? new InputStreamReader(getInputStream(), UTF_8)
            : new InputStreamReader(getInputStream(), charset));
  }

  private static final class LimitedBody extends ServletInputStream {
    private final ServletInputStream body;
    private final long most;
    private long size;

    LimitedBody(ServletInputStream body, long most) {
      this.body = body;
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      int one = body.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = body.read(into, offset, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int more) throws RequestTooLargeException {
      size += more;
      if (size > most) {
        throw new RequestTooLargeException(most);
      }
    }

    @Override
    public int available() throws IOException {
      return body.available();
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
