package dev.carillon.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import org.h2.mvstore.MVStore;

/**
 * The space that an H2 file takes.
 *
 * <p>Each commit appends a chunk, and what it supersedes stays. H2 gives that space back in a thread
 * that it has only where commits are written late; here they are not (decision 14). Not thread-safe:
 * for whoever has the turn to write.
 */
final class FileSpace {
  private static final Logger LOG = System.getLogger(FileSpace.class.getName());
  private static final int COMMITS_BETWEEN = 256;
  private static final int LEAST_PERCENT_IN_USE = 50;
  private static final int BYTES_AT_ONCE = 4 << 20;

  private int commits;

  /** Now and then has this commit write the little that is alive in old chunks, and drops these. */
  void tidyNowAndThen(Connection connection) {
    if (++commits % COMMITS_BETWEEN == 0 && !Thread.currentThread().isInterrupted()) {
      FileHead.store(connection).filter(it -> it.getFileStore() != null).ifPresent(FileSpace::tidy);
    }
  }

  private static void tidy(MVStore store) {
    try {
      store.compact(LEAST_PERCENT_IN_USE, BYTES_AT_ONCE);
      // What is dropped must not be written to at the same time.
      store.executeFilestoreOperation(() -> store.getFileStore().dropUnusedChunks());
    } catch (RuntimeException fails) {
      // The commit itself goes on: if the file is broken, that tells.
      LOG.log(
          Level.WARNING, "the space that is free in the H2 file could not be used again", fails);
      if (fails.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
