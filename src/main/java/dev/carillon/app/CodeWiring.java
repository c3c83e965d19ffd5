package dev.carillon.app;

import dev.carillon.employing.JobBook;
import dev.carillon.employing.JobFunction;
import dev.carillon.function.Function;
import dev.carillon.running.Workshop;
import java.util.Map;

/** What is written in Java: the jobs and the functions, ours and those of jars. */
final class CodeWiring {
  final JobBook jobs;
  final Workshop workshop = new Workshop();
  final Map<String, Function> functions;

  /**
   * Finds them all.
   *
   * @throws RefusedSettingsException with all that cannot be stood up
   */
  CodeWiring(ClassLoader loader) {
    jobs = Jobs.all(loader);
    functions = Functions.all(loader, new JobFunction(jobs));
  }

  void stop() {
    workshop.close();
  }
}
