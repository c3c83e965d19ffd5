package dev.carillon.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.jdbc.LargeValues.Large;
import dev.carillon.run.RunId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The texts of one run's steps on their way into and out of the database: a large one is kept once,
 * and where it belongs stands {@code #} and its hash, which no JSON begins with. What a task hands on
 * unchanged is then not kept with each step.
 */
final class StepValues {
  private static final int LARGE = 1000;
  private static final int AT_ONCE = 500;

  private static final String ADD = """
      insert into step_value (run_id, hash, text)
      select id, :hash, :text from run
       where id = :run
         and not exists (select 1 from step_value where run_id = :run and hash = :hash)""";

  private static final String READ =
      "select hash, text from step_value where run_id = :run and hash in (<hashes>)";

  private final Handle database;
  private final RunId run;
  private final LargeValues known;
  private final Map<String, String> large = new LinkedHashMap<>();
  private long volume;

  StepValues(Handle database, RunId run, LargeValues known) {
    this.database = database;
    this.run = run;
    this.known = known;
  }

  /** Returns what stands in a step for a value. */
  String kept(JsonNode value) {
    Optional<Large> before = known.find(value);
    if (before.isPresent()) {
      return kept(before.get());
    }
    String text = Json.text(value);
    if (text.length() < LARGE) {
      volume += text.length();
      return text;
    }
    Large fresh = new Large(value, text, hash(text));
    known.add(fresh);
    return kept(fresh);
  }

  /** Returns what stands in a step for a text that is JSON. */
  String kept(String text) {
    if (text.length() < LARGE) {
      volume += text.length();
      return text;
    }
    String hash = hash(text);
    large.putIfAbsent(hash, text);
    return "#" + hash;
  }

  private String kept(Large value) {
    large.putIfAbsent(value.hash(), value.text());
    return "#" + value.hash();
  }

  /** Adds the large ones that are not there yet; the run's row is locked by now. */
  void write() {
    if (large.isEmpty()) {
      return;
    }
    List<String> texts = List.copyOf(large.values());
    PreparedBatch batch = database.prepareBatch(ADD);
    large.forEach((hash, text) ->
        batch.bind("run", run.value()).bind("hash", hash).bind("text", text).add());
    int[] added = batch.execute();
    for (int index = 0; index < added.length; index++) {
      volume += added[index] > 0 ? texts.get(index).length() : 0;
    }
  }

  /** Returns how many characters were added by now. */
  long volume() {
    return volume;
  }

  /** Returns the texts for what stands in steps; what is no reference is left out. */
  static Map<String, String> read(Handle database, RunId run, Collection<String> kept) {
    List<String> hashes = kept.stream()
        .filter(it -> it.startsWith("#"))
        .map(it -> it.substring(1))
        .distinct()
        .toList();
    Map<String, String> texts = new HashMap<>();
    for (int from = 0; from < hashes.size(); from += AT_ONCE) {
      database
          .createQuery(READ)
          .bind("run", run.value())
          .bindList("hashes", hashes.subList(from, Math.min(hashes.size(), from + AT_ONCE)))
          .map((row, context) -> texts.put("#" + row.getString("hash"), row.getString("text")))
          .list();
    }
    return texts;
  }

  /** Returns the text for what stands in one place of a step. */
  static String read(Handle database, RunId run, String kept) {
    return read(database, run, Set.of(kept)).getOrDefault(kept, kept);
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
