package dev.carillon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileThreadsTest {
  @TempDir
  Path directory;

  /** As a servlet container loads a web application: by a loader of its own. */
  @Test
  void noThreadHoldsTheLoaderOfAnApplicationWhoseDatabaseIsClosed() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader application =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(application);
      openAndClose(application);

      Thread asking = Thread.currentThread();
      Awaitility.await()
          .pollInSameThread()
          .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
              .filteredOn(thread -> thread != asking)
              .noneMatch(thread -> thread.getContextClassLoader() == application));
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private void openAndClose(ClassLoader application) throws Exception {
    Class<?> addressClass = application.loadClass(DatabaseAddress.class.getName());
    Object address = addressClass
        .getConstructor(String.class, String.class, Optional.class)
        .newInstance(TestDatabases.emptyH2(directory).url(), "sa", Optional.empty());
    Class<?> databaseClass = application.loadClass(Database.class.getName());
    Object database = databaseClass.getConstructor(addressClass).newInstance(address);
    databaseClass.getMethod("open").invoke(database);
    databaseClass.getMethod("close").invoke(database);
  }

  private static URL[] classPath() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(path.split(File.pathSeparator)).map(FileThreadsTest::url).toArray(URL[]::new);
  }

  private static URL url(String file) {
    try {
      return Path.of(file).toUri().toURL();
    } catch (MalformedURLException broken) {
      throw new IllegalArgumentException(broken);
    }
  }
}
