package dev.carillon.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.carillon.testing.DocumentPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each construct that the schema of the standard (Open Workflow Specification DSL 1.0.3) names is
 * either read, or refused with a reason that stands on the page. {@link #main} compares the names
 * with a copy of the schema.
 */
class StandardSchemaTest {
  /** What is read, by the names of the schema's own definitions. */
  private static final String READ = """
      document.dsl document.namespace document.name document.version document.title
      document.summary document.tags document.metadata
      top.document top.input top.use top.do top.timeout top.output top.schedule
      schedule.cron
      use.authentications use.errors use.functions use.retries use.secrets use.timeouts
      taskBase.if taskBase.input taskBase.output taskBase.export taskBase.timeout taskBase.then
      taskBase.metadata
      callTask.call callTask.with callTask.with.method callTask.with.endpoint
      callTask.with.headers callTask.with.body callTask.with.query callTask.with.output
      callTask.with.redirect
      doTask.do
      forkTask.fork forkTask.fork.branches forkTask.fork.compete
      forTask.for forTask.for.each forTask.for.in forTask.for.at forTask.while forTask.do
      raiseTask.raise raiseTask.raise.error
      runTask.run runTask.run.await runTask.run.return runTask.run.workflow
      runTask.run.workflow.namespace runTask.run.workflow.name runTask.run.workflow.version
      runTask.run.workflow.input
      setTask.set
      switchTask.switch switchTask.switch.when switchTask.switch.then
      tryTask.try tryTask.catch tryTask.catch.errors tryTask.catch.errors.with tryTask.catch.as
      tryTask.catch.when tryTask.catch.exceptWhen tryTask.catch.retry tryTask.catch.do
      waitTask.wait
      authenticationPolicy.basic authenticationPolicy.basic.username
      authenticationPolicy.basic.password authenticationPolicy.bearer
      authenticationPolicy.bearer.token
      referenceableAuthenticationPolicy.use secretBasedAuthenticationPolicy.use
      duration.days duration.hours duration.minutes duration.seconds duration.milliseconds
      error.type error.status error.instance error.title error.detail
      errorFilter.type errorFilter.status errorFilter.instance errorFilter.title
      errorFilter.details
      endpoint.uri endpoint.authentication
      input.schema input.from output.schema output.as export.schema export.as
      retryPolicy.when retryPolicy.exceptWhen retryPolicy.delay retryPolicy.backoff
      retryPolicy.backoff.constant retryPolicy.backoff.exponential retryPolicy.backoff.linear
      retryPolicy.limit retryPolicy.limit.attempt retryPolicy.limit.attempt.count
      retryPolicy.limit.attempt.duration retryPolicy.limit.duration retryPolicy.jitter
      retryPolicy.jitter.from retryPolicy.jitter.to
      schema.format schema.document timeout.after
      """;

  /** What is refused; all that is named below it belongs to it. */
  private static final String REFUSED = """
      schedule.every schedule.after schedule.on
      use.extensions use.catalogs extension catalog
      callTask.with.document callTask.with.channel callTask.with.operation callTask.with.server
      callTask.with.protocol callTask.with.message callTask.with.subscription
      callTask.with.authentication callTask.with.proto callTask.with.service
      callTask.with.arguments callTask.with.operationId callTask.with.parameters
      callTask.with.agentCard callTask.with.protocolVersion callTask.with.timeout
      callTask.with.transport callTask.with.client
      emitTask.emit listenTask.listen listenTask.foreach
      runTask.run.container runTask.run.script runTask.run.shell
      authenticationPolicy.digest authenticationPolicy.oauth2 authenticationPolicy.oidc
      oauth2AuthenticationProperties oauth2Token
      schema.resource externalResource
      eventProperties eventConsumptionStrategy eventFilter subscriptionIterator
      containerLifetime processResult
      asyncApiServer asyncApiOutboundMessage asyncApiInboundMessage asyncApiSubscription
      asyncApiMessageConsumptionPolicy
      """;

  private static List<String> names(String list) {
    return Arrays.stream(list.strip().split("\\s+")).toList();
  }

  /** A definition that says all that is read, a few constructs a task. */
  private static final String ALL = """
      document:
        dsl: "1.0.3"
        namespace: test
        name: all
        version: "1.0.0"
        title: All
        summary: All that is read
        tags: {kind: test}
        metadata: {any: thing}
      input: {from: "${ . }", schema: {format: json, document: {type: object}}}
      output: {as: "${ . }", schema: {document: {}}}
      timeout: {after: {days: 1, hours: 1, minutes: 1, seconds: 1, milliseconds: 1}}
      schedule: {cron: "0 3 * * *"}
      use:
        secrets: [account, token]
        authentications:
          named: {basic: {use: account}}
        errors:
          closed: {type: "https://example.com/e", status: 503}
        functions:
          inner: {set: {a: 1}}
        timeouts:
          short: {after: PT1S}
        retries:
          often:
            when: ${ true }
            exceptWhen: ${ false }
            delay: PT1S
            backoff: {linear: {}}
            limit: {attempt: {count: 3, duration: PT1S}, duration: PT1M}
            jitter: {from: PT0S, to: PT1S}
          again: {delay: PT1S, backoff: {constant: {}}}
          more: {delay: PT1S, backoff: {exponential: {}}}
      do:
        - base:
            if: ${ true }
            input: {from: "${ . }", schema: {document: {}}}
            output: {as: "${ . }", schema: {document: {}}}
            export: {as: "${ . }", schema: {document: {}}}
            timeout: short
            metadata: {any: thing}
            set: {a: 1}
            then: continue
        - call:
            call: http
            with:
              method: POST
              endpoint: {uri: "https://example.com/{a}", authentication: {use: named}}
              headers: {A: b}
              query: {c: d}
              body: {e: f}
              output: raw
              redirect: true
        - basic:
            call: http
            with:
              method: GET
              endpoint:
                uri: https://example.com/
                authentication:
                  basic: {username: ada, password: "${ $secrets.account }"}
              output: content
        - bearer:
            call: http
            with:
              method: GET
              endpoint:
                uri: https://example.com/
                authentication: {bearer: {token: "${ $secrets.token }"}}
              output: response
        - used:
            call: http
            with:
              method: GET
              endpoint: {uri: "https://example.com/", authentication: {bearer: {use: token}}}
        - own: {call: inner}
        - block: {do: [{one: {set: {a: 1}}}]}
        - split: {fork: {compete: true, branches: [{one: {set: {a: 1}}}, {two: {set: {a: 2}}}]}}
        - loop:
            for: {each: one, in: "${ [1] }", at: place}
            while: ${ true }
            do: [{one: {set: {a: 1}}}]
        - ask:
            run:
              workflow: {namespace: test, name: other, version: "1.0.0", input: {a: 1}}
              await: false
              return: none
        - choose:
            switch: [{one: {when: "${ false }", then: exit}}, {two: {then: "try"}}]
        - "try":
            try:
              - fail:
                  raise:
                    error:
                      type: https://example.com/e
                      status: 503
                      instance: /do
                      title: Closed
                      detail: ${ "for \\(.)" }
              - again: {raise: {error: closed}}
            catch:
              errors:
                with:
                  type: https://example.com/e
                  status: 503
                  instance: /do
                  title: Closed
                  details: none
              as: problem
              when: ${ true }
              exceptWhen: ${ false }
              retry: often
              do: [{rest: {wait: {seconds: 1}}}]
        - last: {set: {a: 1}, then: end}
      """;

  @Test
  void whatIsReadIsRead() {
    assertThat(Definitions.problems(ALL)).isEmpty();
    for (String name : names(READ)) {
      String[] parts = name.split("\\.");
      assertThat(ALL).contains(parts[parts.length - 1] + ":");
    }
  }

  static Stream<String> whatIsRefused() {
    return Stream.of(
        "listen ¦ - t: {listen: {to: {any: []}}}",
        "listen ¦ - t: {listen: {to: {any: []}}, foreach: {item: event}}",
        "emit ¦ - t: {emit: {event: {with: {type: a}}}}",
        "asyncapi ¦ - t: {call: asyncapi, with: {}}",
        "grpc ¦ - t: {call: grpc, with: {}}",
        "openapi ¦ - t: {call: openapi, with: {}}",
        "a2a ¦ - t: {call: a2a, with: {}}",
        "mcp ¦ - t: {call: mcp, with: {}}",
        "run: shell ¦ - t: {run: {shell: {command: ls}}}",
        "script ¦ - t: {run: {script: {language: js, code: '1'}}}",
        "container ¦ - t: {run: {container: {image: a}}}",
        "return ¦ - t: {run: {workflow: {namespace: a, name: b, version: '1.0.0'}, return: all}}",
        "digest ¦ " + authenticated("digest: {use: account}"),
        "oauth2 ¦ " + authenticated("oauth2: {use: account}"),
        "oidc ¦ " + authenticated("oidc: {use: account}"),
        "certificate ¦ " + authenticated("certificate: {use: account}"),
        "schema.resource ¦ - t: {set: {a: 1}, output: {schema: {resource: {endpoint: 'https://a'}}}}",
        "functions by URL ¦ - t: {call: 'https://example.com/f.yaml'}",
        "then: exit ¦ - t: {fork: {branches: [{a: {set: {a: 1}, then: exit}}]}}",
        "OPTIONS ¦ - t: {call: http, with: {method: trace, endpoint: 'https://a.example'}}",
        "the query ¦ - t: {call: http, with: {method: get, endpoint: 'https://a.example', "
            + "query: {page: 1}}}",
        "errors: {} ¦ - t: {try: [{a: {set: {a: 1}}}], catch: {errors: {}}}",
        "P1W ¦ - t: {wait: P1W}",
        "$authorization ¦ - t: {set: {a: '${ $authorization }'}}");
  }

  private static String authenticated(String policy) {
    return "- t: {call: http, with: {method: get, endpoint: {uri: 'https://a.example', "
        + "authentication: {" + policy + "}}}}";
  }

  @ParameterizedTest
  @MethodSource("whatIsRefused")
  void aTaskThatIsRefusedIsToldByNameAndStandsOnThePage(String named) {
    String[] parts = named.split(" ¦ ");

    assertThat(Definitions.problems(Definitions.withTasks(parts[1] + "\n"))).hasSize(1);
    assertThat(refusals()).contains(parts[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "schedule.every ¦ schedule: {every: PT1H}",
        "`after` ¦ schedule: {after: PT1H}",
        "`on` ¦ schedule: {on: {any: []}}",
        "use.extensions ¦ use: {extensions: []}",
        "use.catalogs ¦ use: {catalogs: {}}",
        "evaluate.mode: loose ¦ evaluate: {mode: loose}",
        "evaluate.language ¦ evaluate: {language: javascript}",
      })
  void aTopThatIsRefusedIsToldByNameAndStandsOnThePage(String name, String top) {
    assertThat(Definitions.problems(Definitions.withTop(top + "\n"))).hasSize(1);
    assertThat(refusals()).contains(name);
  }

  private static String refusals() {
    String page = DocumentPage.named("language.md").text();
    return page.substring(page.indexOf("## What is not there"), page.indexOf("## Limits"));
  }

  /** Prints what a copy of the schema, in YAML, names and neither list has, and the other way. */
  public static void main(String[] schema) throws IOException {
    JsonNode whole = new YAMLMapper().readTree(Path.of(schema[0]).toFile());
    List<String> found = new ArrayList<>();
    whole.get("properties").properties().forEach(top -> {
      found.add("top." + top.getKey());
      if (List.of("document", "use", "schedule").contains(top.getKey())) {
        collect(top.getValue(), top.getKey(), found);
      }
    });
    whole.get("$defs").properties().forEach(it -> collect(it.getValue(), it.getKey(), found));
    List<String> read = names(READ);
    List<String> refused = names(REFUSED);
    found.stream()
        .distinct()
        .filter(it -> !read.contains(it))
        .filter(it -> refused.stream().noneMatch(no -> it.equals(no) || it.startsWith(no + ".")))
        .forEach(it -> System.out.println("in neither list: " + it));
    read.stream()
        .filter(it -> !found.contains(it))
        .forEach(it -> System.out.println("not in the schema: " + it));
  }

  private static void collect(JsonNode schema, String at, List<String> found) {
    schema.path("properties").properties().forEach(it -> {
      found.add(at + "." + it.getKey());
      collect(it.getValue(), at + "." + it.getKey(), found);
    });
    for (String all : List.of("allOf", "oneOf", "anyOf")) {
      schema.path(all).forEach(it -> collect(it, at, found));
    }
    for (String inner : List.of("items", "additionalProperties")) {
      if (schema.path(inner).isObject() && at.startsWith("switchTask")) {
        collect(schema.path(inner), at, found);
      }
    }
  }
}
