package dev.carillon.app;

/** All rooms below the web, put together top to bottom; nothing is started. */
record Rooms(
    Ground ground,
    Stores stores,
    CodeWiring code,
    NodeWiring node,
    RunWiring running,
    SchedulingWiring schedules,
    SigningWiring signing) {
  /**
   * Puts them together.
   *
   * @param cleared is called when it turns out that this database is no copy
   */
  static Rooms on(Ground ground, Runnable cleared) {
    CodeWiring code = new CodeWiring(Rooms.class.getClassLoader());
    Stores stores = new Stores(ground.settings().database(), ground.clock());
    NodeWiring node = new NodeWiring(ground, stores, code.jobs);
    RunWiring running = new RunWiring(ground, stores, code.functions, node);
    SchedulingWiring schedules =
        new SchedulingWiring(ground, stores, code.jobs, node, running, cleared);
    SigningWiring signing = new SigningWiring(ground, stores, node.qstash);
    return new Rooms(ground, stores, code, node, running, schedules, signing);
  }
}
