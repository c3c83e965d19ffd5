package dev.carillon.app;

import dev.carillon.employing.JobBook;
import dev.carillon.qstash.QStashClient;
import dev.carillon.scheduling.Copies;
import dev.carillon.scheduling.Heartbeat;
import dev.carillon.scheduling.HeldEngine;
import dev.carillon.scheduling.ScheduleEngine;
import java.time.Clock;
import java.util.Optional;

/** This process among others, and QStash: there if there is a token, held back in a copy. */
final class NodeWiring {
  final Optional<QStashClient> qstash;
  final Heartbeat heartbeat;
  final Copies copies;
  final Optional<ScheduleEngine> remote;

  NodeWiring(Ground ground, Stores stores, JobBook jobs) {
    Settings settings = ground.settings();
    Clock clock = ground.clock();
    qstash = QStashWiring.client(settings.qstash(), clock);
    heartbeat = new Heartbeat(
        stores.nodes, ground.instance(), settings.engine().engine().word(), clock);
    copies = new Copies(
        stores.whereabouts,
        stores.nodes,
        new HttpNeighbour(TunnelProbe::get),
        stores.installation,
        ground.published(),
        ground.instance(),
        clock);
    remote = qstash.map(client -> new HeldEngine(
        QStashWiring.engine(
            client, settings, jobs::path, stores.installation, stores.whereabouts::all, clock),
        copies));
  }

  void start() {
    heartbeat.start();
    copies.start();
  }
}
