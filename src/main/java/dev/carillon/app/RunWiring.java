package dev.carillon.app;

import dev.carillon.authoring.Definitions;
import dev.carillon.calls.AddressRules;
import dev.carillon.calls.GatedHttpCaller;
import dev.carillon.function.Function;
import dev.carillon.language.ExpressionLimits;
import dev.carillon.language.JqExpressions;
import dev.carillon.language.JsonSchemes;
import dev.carillon.language.YamlDefinitionReader;
import dev.carillon.qstash.QStashEvidence;
import dev.carillon.retention.Retention;
import dev.carillon.running.Limits;
import dev.carillon.running.Runs;
import dev.carillon.running.Secrets;
import dev.carillon.secrets.SecretUsers;
import dev.carillon.watching.Inquiry;
import dev.carillon.watching.Watch;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Walks runs, watches that each due time gets one, and lets old ones go. */
final class RunWiring {
  final YamlDefinitionReader reader;
  final Definitions definitions;
  final SecretUsers secretUsers;
  final GatedHttpCaller http;
  final Runs runs;
  final Watch watch;
  final Optional<Inquiry> inquiry;
  final Retention retention;

  RunWiring(
      Ground ground,
      Stores stores,
      Secrets secrets,
      Map<String, Function> functions,
      NodeWiring node) {
    Settings settings = ground.settings();
    Clock clock = ground.clock();
    boolean qstashRings = ground.qstashRings();
    reader = new YamlDefinitionReader(functions.keySet(), settings.limits().pattern());
    definitions = new Definitions(stores.workflows, reader);
    secretUsers = new SecretUsers(stores.workflows, definitions);
    OutboundSettings outbound = settings.outbound();
    http = new GatedHttpCaller(rules(outbound), outbound.limits(), outbound.proxy());
    runs = new Runs(
        stores.runs,
        stores.journal,
        definitions,
        new JqExpressions(clock, evaluation(settings.limits())),
        new JsonSchemes(evaluation(settings.limits())),
        secrets,
        http,
        functions,
        QStashWiring.messages(node.qstash, node.remote.filter(any -> qstashRings), clock),
        stores.nudges,
        stores.changes,
        clock,
        ground.instance(),
        new Runs.Terms(
            settings.walkers(),
            settings.webhookHold(),
            settings.limits(),
            qstashRings && settings.qstash().nudges()));
    watch = new Watch(
        stores.ledger, runs, new WhoRings(qstashRings), stores.changes, clock, ground.instance());
    inquiry = node.qstash
        .filter(any -> qstashRings)
        .flatMap(client -> node.remote.map(engine ->
            new Inquiry(stores.ledger, new QStashEvidence(client, engine::nameOf), clock)));
    retention =
        new Retention(stores.retention, stores.nodes, settings.keep(), ground.instance(), clock);
  }

  static ExpressionLimits evaluation(Limits limits) {
    return new ExpressionLimits(
        limits.evaluation(),
        limits.value(),
        limits.levels(),
        limits.pattern(),
        limits.bits(),
        limits.searched());
  }

  private static AddressRules rules(OutboundSettings outbound) {
    return outbound.any() ? AddressRules.any() : AddressRules.publicAnd(outbound.allow());
  }
}
