package dev.carillon.app;

import dev.carillon.retention.Keep;
import dev.carillon.running.Limits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All settings, checked and typed. Nothing in it can change; its text shows no secret.
 *
 * @param home absolute; may not be there yet
 * @param mode development or production
 * @param engine which engine rings, and why
 * @param publicUrls without a slash at the end; the first is published, all are accepted; may be
 *     empty
 * @param port 0 to 65535; zero takes any free one
 * @param bind an IP address, or empty for all
 * @param database where the database is
 * @param qstash what is known about QStash
 * @param adminToken empty if it is to be generated in the home
 * @param secretKeys what encrypts stored secrets; the first encrypts, all decrypt; empty if none
 *     was set
 * @param lostKeys ids of keys of stored secrets that nobody has any more
 * @param namespace prefix of our schedule ids at QStash
 * @param webhookHold how long the webhook waits for a run
 * @param walkers how many runs are walked at a time
 * @param limits how much a run may do
 * @param keep how long what is over is kept
 * @param outbound what HTTP tasks may do
 * @param standalone whether {@code java -jar} runs this
 * @param warnings what is odd and was tolerated, each a sentence
 */
record Settings(
    Path home,
    Mode mode,
    EngineDecision engine,
    List<URI> publicUrls,
    int port,
    String bind,
    DatabaseSettings database,
    QStashSettings qstash,
    Optional<Secret> adminToken,
    List<Secret> secretKeys,
    List<String> lostKeys,
    String namespace,
    Duration webhookHold,
    int walkers,
    Limits limits,
    Keep keep,
    OutboundSettings outbound,
    boolean standalone,
    List<String> warnings) {
  Settings {
    publicUrls = List.copyOf(publicUrls);
    secretKeys = List.copyOf(secretKeys);
    lostKeys = List.copyOf(lostKeys);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads and checks everything.
   *
   * @throws RefusedSettingsException with all that is wrong
   */
  static Settings read(Surroundings here) {
    return new SettingsReader(here).read();
  }
}
