package dev.carillon.jdbc;

/**
 * The JDK's own threads that read and write an asynchronous file. They end by themselves a minute
 * after the last file was closed; until then each would hold the class loader of whoever was there
 * when it was made, and with it a web application that was stopped.
 */
final class FileThreads {
  private FileThreads() {}

  /** Lets them forget this application. There is no way to choose their loader beforehand. */
  static void letGo() {
    ClassLoader ours = FileThreads.class.getClassLoader();
    Thread.getAllStackTraces().forEach((thread, stack) -> {
      if (thread.isDaemon()
          && thread.getContextClassLoader() == ours
          && thread.getName().matches("Thread-\\d+")
          && isWorker(stack)) {
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
      }
    });
  }

  private static boolean isWorker(StackTraceElement[] stack) {
    for (StackTraceElement element : stack) {
      if (element.getClassName().equals("java.util.concurrent.ThreadPoolExecutor")
          && element.getMethodName().equals("runWorker")) {
        return true;
      }
    }
    return false;
  }
}
