package dev.carillon.calls;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that ends with a {@link TooLargeException} where more than its limit was read. */
final class BoundedInput extends FilterInputStream {
  private final int limit;
  private long seen;

  BoundedInput(InputStream source, int limit) {
    super(source);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    count(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int some = super.read(into, offset, length);
    count(Math.max(0, some));
    return some;
  }

  @Override
  public long skip(long wanted) throws IOException {
    long skipped = super.skip(wanted);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long more) throws TooLargeException {
    seen += more;
    if (seen > limit) {
      throw new TooLargeException(limit);
    }
  }
}
