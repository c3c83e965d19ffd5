package dev.carillon.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import dev.carillon.web.FakeCarillon.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How definitions are checked and saved in {@link FakeTown}. */
final class FakeDefinitions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("(?m)^  name: (\\S+)");
  private static final Pattern VERSION = Pattern.compile("(?m)^  version: '?([^'\\s]+)");

  private final FakeTown town;

  FakeDefinitions(FakeTown town) {
    this.town = town;
  }

  /** Saves a text, if it goes out from the present version. */
  Reply save(String id, String yaml, Headers sent) {
    Optional<String> present =
        town.workflow(id).map(it -> "\"" + it.path("version").asText() + "\"");
    String seen = sent.getFirst("If-Match");
    boolean isMet = "*".equals(sent.getFirst("If-None-Match"))
        ? present.isEmpty()
        : seen == null || present.filter(seen::equals).isPresent();
    if (isMet) {
      return Reply.json(201, town.save(id, first(VERSION, yaml)));
    }
    ObjectNode problem = JSON.createObjectNode().put("type", "/problems/workflow-changed");
    problem.put("status", 412).put("title", "The workflow was changed meanwhile");
    town.workflow(id)
        .ifPresent(
            it -> problem.setAll(it.deepCopy().retain(List.of("version", "savedAt", "savedBy"))));
    return new Reply(412, problem.toString(), Map.of("Content-Type", "application/problem+json"));
  }

  /** Finds fault with a text that has a tab in it, or no name. */
  ObjectNode verdict(String yaml) {
    ObjectNode verdict = JSON.createObjectNode();
    int tab = yaml.indexOf('\t');
    if (tab < 0) {
      verdict.put("valid", true).put("id", first(NAME, yaml)).put("version", first(VERSION, yaml));
      verdict.put("cron", "*/5 * * * *");
      if (yaml.contains("repeatedHour: twice")) {
        verdict.put("repeatedHour", "twice");
      }
      verdict.putArray("problems");
      tellTaken(verdict, yaml);
      warn(verdict, yaml);
      return verdict;
    }
    long line = 1 + yaml.substring(0, tab).chars().filter(it -> it == '\n').count();
    verdict
        .put("valid", false)
        .putArray("problems")
        .addObject()
        .put("line", line)
        .put("column", 1)
        .put("path", "/do")
        .put("message", "a tab may not indent");
    return verdict;
  }

  /** Misses each secret that is called nowhere. */
  private static void warn(ObjectNode verdict, String yaml) {
    ArrayNode warnings = verdict.putArray("warnings");
    List<String> lines = yaml.lines().toList();
    for (int at = 0; at < lines.size(); at++) {
      int column = lines.get(at).indexOf("nowhere");
      if (column >= 0) {
        warnings
            .addObject()
            .put("line", at + 1)
            .put("column", column + 1)
            .put("path", "/use/secrets/0")
            .put("message", "the secret \"nowhere\" is not set here");
      }
    }
  }

  /** The present version is taken by its own text; older ones are not looked at. */
  private void tellTaken(ObjectNode verdict, String yaml) {
    String version = first(VERSION, yaml);
    boolean isTaken = !yaml.equals(FakeTown.yaml())
        && town.workflow(first(NAME, yaml))
            .filter(it -> it.path("version").asText().equals(version))
            .isPresent();
    if (isTaken) {
      int dot = version.lastIndexOf('.') + 1;
      String next = version.substring(0, dot) + (Integer.parseInt(version.substring(dot)) + 1);
      verdict.putObject("taken").put("version", version).put("suggestion", next);
    }
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.group(1) : "";
  }
}
