package dev.carillon.crash;

import dev.carillon.running.House;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A workflow for each construct of the language. Its steps call a target and say in which life of the
 * process they do; no step's output depends on when it was done, or how often.
 */
public final class Constructs {
  /** The header that says in which life of the process a call was sent. */
  static final String LIFE = "X-Life";

  private static final String SECRETS = "use:\n  secrets: [life]\n";

  private static final String CHILD = "child";

  private static final String CALL = """
      {call: http, with: {method: post, endpoint: '%s', headers: {X-Life: '${ $secrets.life }'}}}""";

  private Constructs() {}

  /** Returns those that are started; the child is asked for by one of them. */
  public static List<String> all() {
    return tasks("").keySet().stream().filter(name -> !name.equals(CHILD)).toList();
  }

  static void save(House house, String target) {
    tasks(target).forEach((name, tasks) -> house.save(name, "1.0.0", tasks, SECRETS));
  }

  /** In the order in which they are saved: who is asked for comes first. */
  private static Map<String, String> tasks(String target) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(CHILD, """
        - first: $child/first
        - rest: {wait: PT1M}
        - second: $child/second
        """);
    all.put("sequence", """
        - a: $sequence/a
        - b: $sequence/b
        - c: $sequence/c
        - tell: {set: '${ {last: .} }'}
        """);
    all.put("for", """
        - each:
            for: {each: item, in: '${ [1, 2, 3] }'}
            do:
              - post: $for/post
              - note: {set: '${ {round: $item} }'}
        - after: $for/after
        """);
    all.put("switch", """
        - count: {set: {on: true}, export: {as: '${ {n: (($context.n // 0) + 1)} }'}}
        - post: $switch/post
        - again:
            switch:
              - more: {when: '${ $context.n < 3 }', then: count}
              - enough: {then: done}
        - done: $switch/done
        """);
    all.put("try", """
        - patient:
            try:
              - count: {set: {on: true}, export: {as: '${ {n: (($context.n // 0) + 1)} }'}}
              - refused: $try/refused
              - taken: $try/taken
            catch:
              retry: {delay: PT1M, limit: {attempt: {count: 9}}}
        - after: $try/after
        """.replace(
            "$try/refused", calling("${ \"" + target + "/try/refused?n=\\($context.n)\" }")));
    all.put("fork", """
        - parts:
            fork:
              branches:
                - left: {do: [{one: $fork/one}, {two: $fork/two}]}
                - middle: {do: [{rest: {wait: PT2M}}, {post: $fork/post}]}
                - right: $fork/right
        - join: $fork/join
        """);
    all.put("wait", """
        - a: $wait/a
        - long: {wait: PT10M}
        - b: $wait/b
        - short: {wait: PT5S}
        - c: $wait/c
        """);
    all.put("sub", """
        - before: $sub/before
        - ask: {run: {workflow: {namespace: test, name: child, version: latest, input: {}}}}
        - after: $sub/after
        """);
    all.put("timeout", """
        - bounded:
            try:
              - block:
                  timeout: {after: PT1H}
                  do:
                    - a: $timeout/a
                    - rest: {wait: PT3H}
                    - never: $timeout/never
            catch:
              do:
                - b: $timeout/b
        - c: $timeout/c
        """);
    all.replaceAll((name, tasks) -> tasks.replaceAll(
        "\\$(" + name + "/\\w+)",
        calling(target + "/$1").replace("${", "\\${").replace("$secrets", "\\$secrets")));
    return all;
  }

  private static String calling(String endpoint) {
    return CALL.formatted(endpoint);
  }
}
