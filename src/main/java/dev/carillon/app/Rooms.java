package dev.carillon.app;

import java.util.List;

/** All rooms below the web, put together top to bottom; nothing is started. */
record Rooms(
    Ground ground,
    Stores stores,
    SecretsWiring secrets,
    CodeWiring code,
    NodeWiring node,
    RunWiring running,
    SchedulingWiring schedules,
    SigningWiring signing) {
  /**
   * Puts them together.
   *
   * @param secretKeys what stored secrets are encrypted with
   * @param cleared is called when it turns out that this database is no copy
   */
  static Rooms on(Ground ground, List<Secret> secretKeys, Runnable cleared) {
    CodeWiring code = new CodeWiring(Rooms.class.getClassLoader());
    Stores stores = new Stores(ground.settings().database(), ground.clock());
    SecretsWiring secrets =
        new SecretsWiring(stores, secretKeys, ground.settings().lostKeys(), ground.clock());
    NodeWiring node = new NodeWiring(ground, stores, code.jobs);
    RunWiring running = new RunWiring(ground, stores, secrets.safe, code.functions, node);
    SchedulingWiring schedules =
        new SchedulingWiring(ground, stores, code.jobs, node, running, cleared);
    SigningWiring signing = new SigningWiring(ground, stores, node.qstash);
    return new Rooms(ground, stores, secrets, code, node, running, schedules, signing);
  }
}
