package dev.carillon.testing;

import dev.carillon.jdbc.DatabaseAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Optional;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A disk under H2 that can be filled: then what is in a file may be written over, but no file grows,
 * as it is with a real one. There is one in a process.
 */
public final class FullDisk extends FilePathWrapper implements AutoCloseable {
  private static volatile boolean full;

  /** For H2, which makes one for each file; everybody else {@linkplain #mount() mounts} it. */
  public FullDisk() {}

  /** Returns the disk, with room, and known to H2 until it is closed. */
  public static FullDisk mount() {
    FullDisk disk = new FullDisk();
    full = false;
    FilePath.register(disk);
    return disk;
  }

  /** Returns an H2 file on it, kept in that directory. */
  public DatabaseAddress h2(Path directory) {
    return new DatabaseAddress(
        "jdbc:h2:full:async:" + directory.resolve("carillon") + ";WRITE_DELAY=0",
        "sa",
        Optional.empty());
  }

  public void fill() {
    full = true;
  }

  public void makeRoom() {
    full = false;
  }

  @Override
  public void close() {
    full = false;
    FilePath.unregister(this);
  }

  @Override
  public String getScheme() {
    return "full";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Limited(super.open(mode));
  }

  private static final class Limited extends FileBaseDefault {
    private final FileChannel file;

    Limited(FileChannel file) {
      this.file = file;
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
      if (full && position + bytes.remaining() > file.size()) {
        throw new IOException("No space left on device");
      }
      return file.write(bytes, position);
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
      return file.read(bytes, position);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      file.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
