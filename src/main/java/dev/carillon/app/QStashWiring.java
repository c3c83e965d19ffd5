package dev.carillon.app;

import dev.carillon.doctor.Traveller;
import dev.carillon.qstash.Addresses;
import dev.carillon.qstash.QStashAccount;
import dev.carillon.qstash.QStashClient;
import dev.carillon.qstash.QStashDeadLetterOffice;
import dev.carillon.qstash.QStashEngine;
import dev.carillon.qstash.QStashLimits;
import dev.carillon.qstash.QStashMessages;
import dev.carillon.qstash.QStashTerms;
import dev.carillon.qstash.QStashTraveller;
import dev.carillon.running.DeadLetterOffice;
import dev.carillon.running.Messages;
import dev.carillon.running.NoDeadLetterOffice;
import dev.carillon.running.NoMessages;
import dev.carillon.scheduling.ScheduleEngine;
import dev.carillon.workflow.WorkflowId;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes what speaks to QStash. */
final class QStashWiring {
  private QStashWiring() {}

  /** Returns a client, if there is a token to ask with. */
  static Optional<QStashClient> client(QStashSettings qstash, Clock clock) {
    return qstash
        .token()
        .map(token -> new QStashClient(
            new QStashAccount(qstash.url(), token.value()),
            secrets(qstash),
            QStashLimits.standard(),
            clock));
  }

  private static List<String> secrets(QStashSettings qstash) {
    Stream<Secret> single =
        Stream.of(qstash.currentKey(), qstash.nextKey(), qstash.bypass()).flatMap(Optional::stream);
    return Stream.concat(single, qstash.forwardHeaders().values().stream())
        .map(Secret::value)
        .toList();
  }

  /**
   * Returns the engine that rings through QStash.
   *
   * @param path where a workflow's due times are delivered, for those that have a place of their own
   * @param urls all public URLs that this installation ever had
   */
  static QStashEngine engine(
      QStashClient client,
      Settings settings,
      Function<WorkflowId, Optional<String>> path,
      Supplier<String> installation,
      Supplier<List<String>> urls,
      Clock clock) {
    QStashSettings qstash = settings.qstash();
    Map<String, String> headers = qstash.forwardHeaders().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().value()));
    boolean devServer = PublicUrl.isPrivate(qstash.url()) && settings.mode() == Mode.DEVELOPMENT;
    return new QStashEngine(
        client,
        QStashTerms.of(settings.namespace(), settings.webhookHold(), qstash.plan(), headers),
        new Addresses(
            settings.publicUrls().stream().map(URI::toString).toList(),
            urls,
            qstash.bypass().map(Secret::value),
            devServer),
        workflow -> path.apply(workflow).orElse(QStashEngine.WEBHOOK),
        installation,
        clock);
  }

  /** Returns what is known of QStash's messages: nothing where it does not ring. */
  static Messages messages(
      Optional<QStashClient> client, Optional<ScheduleEngine> engine, Clock clock) {
    return client
        .<Messages>flatMap(asked -> engine.map(sends -> new QStashMessages(asked, sends, clock)))
        .orElseGet(NoMessages::new);
  }

  /** Returns where QStash keeps what it gave up: nowhere where it does not ring. */
  static DeadLetterOffice deadLetterOffice(
      Optional<QStashClient> client,
      Settings settings,
      Supplier<String> installation,
      Clock clock) {
    return client
        .<DeadLetterOffice>map(
            asked -> new QStashDeadLetterOffice(asked, settings.namespace(), installation, clock))
        .orElseGet(NoDeadLetterOffice::new);
  }

  /** Returns who carries test messages to QStash and back, if there is an address to come back to. */
  static Optional<Traveller> traveller(
      Optional<QStashClient> client, Settings settings, Supplier<String> installation) {
    return client
        .filter(any -> !settings.publicUrls().isEmpty())
        .map(asked ->
            new QStashTraveller(asked, terms(settings), addresses(settings), installation));
  }

  private static QStashTerms terms(Settings settings) {
    QStashSettings qstash = settings.qstash();
    Map<String, String> headers = qstash.forwardHeaders().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().value()));
    return QStashTerms.of(settings.namespace(), settings.webhookHold(), qstash.plan(), headers);
  }

  private static Addresses addresses(Settings settings) {
    QStashSettings qstash = settings.qstash();
    return new Addresses(
        settings.publicUrls().stream().map(URI::toString).toList(),
        List::of,
        qstash.bypass().map(Secret::value),
        PublicUrl.isPrivate(qstash.url()) && settings.mode() == Mode.DEVELOPMENT);
  }
}
