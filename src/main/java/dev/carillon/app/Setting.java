package dev.carillon.app;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every setting there is: its name, what holds without it, and what it is for. The README's table,
 * the compose file's check and the search for misspelt names are all made from this list.
 */
enum Setting {
  APP_URL(
      "none",
      "public base URL with the context path; QStash calls `APP_URL/api/qstash/webhook`. May be a"
          + " list: the first is published, all are accepted",
      Trait.ALIAS,
      "NEXT_PUBLIC_APP_URL"),
  APP_ENV(
      "`development` if `APP_URL` is unset, loopback or private, else `production`",
      "`development`, `production`, or `test`, which is the same as `development`",
      Trait.ALIAS,
      "NODE_ENV"),
  PORT("`8080`", "port of `java -jar`; `0` takes any free one"),
  CARILLON_BIND(
      "loopback in development, else all addresses",
      "IP address of the machine that `java -jar` listens on; `*` is all"),
  CARILLON_HOME(
      "`~/.carillon`", "directory of the database file, the admin token and the secret key"),
  DATABASE_URL(
      "an H2 file in `CARILLON_HOME`",
      "`postgres://user:password@host/database`, `jdbc:postgresql:…` or `jdbc:h2:…`",
      Trait.SECRET),
  DATABASE_USER("what `DATABASE_URL` says", "user of the database, if not in its URL"),
  DATABASE_PASSWORD(
      "what `DATABASE_URL` says", "password of the database, if not in its URL", Trait.SECRET),
  CARILLON_ENGINE(
      "`auto`",
      "what rings: `qstash`, `local` (Quartz), or `auto`: QStash when it is set up whole, else local"),
  CARILLON_ADMIN_TOKEN(
      "generated into `CARILLON_HOME/admin-token`",
      "bearer token of the administrator, 16 characters or more; needed on PostgreSQL",
      Trait.SECRET),
  CARILLON_SECRET_KEY(
      "in development generated into `CARILLON_HOME/secret-key`, else secrets are off",
      "encrypts stored secrets, 32 characters or more; needed on PostgreSQL. May be a list: the first"
          + " encrypts, all decrypt",
      Trait.SECRET),
  CARILLON_LOST_KEYS(
      "none",
      "ids of keys that secrets are encrypted with and that are lost for good, a list; while one is"
          + " neither here nor in `CARILLON_SECRET_KEY`, the node does not start"),
  CARILLON_NAMESPACE(
      "`carillon`",
      "prefix of our schedule ids at QStash, so that installations can share an account"),
  CARILLON_WEBHOOK_HOLD(
      "`25s`", "how long the webhook waits for the run before it answers 202; at most `15m`"),
  CARILLON_MAX_RUNS(
      "`32`",
      "runs that one node walks at a time, `1` to `1000`; what is due beyond waits as a row, in the"
          + " order of due times"),
  CARILLON_OUTBOUND(
      "`any` under `java -jar` in development on loopback, else `public`",
      "which addresses HTTP tasks may reach: `public` or `any`"),
  CARILLON_OUTBOUND_ALLOW(
      "none", "hosts and CIDR blocks that HTTP tasks may reach besides, a list"),
  CARILLON_HTTP_PROXY(
      "none, whatever the JVM or the environment say",
      "`http://host:port` or `http://user:password@host:port`, which all HTTP tasks go by; it is asked"
          + " (CONNECT) for the address that was checked, for `http` too",
      Trait.SECRET),
  CARILLON_HTTP_TIMEOUT(
      "`60s`", "how long an HTTP call may take, redirects included; at most `60m`"),
  CARILLON_HTTP_CONNECT_TIMEOUT(
      "`10s`", "how long a connection may take to be made, and its TLS besides; at most `60m`"),
  CARILLON_MAX_REQUEST(
      "`1048576`", "bytes of the body that an HTTP call may send; at most `100000000`"),
  CARILLON_MAX_REPLY(
      "`1048576`",
      "bytes of the body that an HTTP call may be answered, decompressed; at most `100000000`"),
  CARILLON_MAX_CALLS("`64`", "HTTP calls that are under way at a time; at most `1000`"),
  CARILLON_MAX_STEPS("`1000000`", "steps that a run may take; `100` to `100000000`"),
  CARILLON_MAX_JOURNAL(
      "`256000000`",
      "characters that the steps of a run may hold; a large value counts once; `100000` to"
          + " `999999999`"),
  CARILLON_MAX_VALUE(
      "`2000000`",
      "characters of what one task may give, or an expression make on its way, as JSON;"
          + " `1000` to `50000000`"),
  CARILLON_MAX_LEVELS("`200`", "levels that such a value may be nested; `10` to `500`"),
  CARILLON_MAX_EVALUATION(
      "`2000`",
      "milliseconds that the expressions of one template, or the check of one schema, may take;"
          + " `100` to `60000`"),
  CARILLON_MAX_PATTERN("`1000`", "characters of a regular expression; `10` to `100000`"),
  CARILLON_MAX_SEARCHED(
      "`250000`",
      "characters of a text that a regular expression is looked for in; `1000` to" + " `50000000`"),
  CARILLON_MAX_BITS("`4096`", "bits of a whole number that an expression makes; `64` to `1000000`"),
  CARILLON_MAX_DEPTH(
      "`16`", "runs that may ask for one another in a row, `run: workflow`; `0` to `100`"),
  CARILLON_KEEP_RUNS(
      "`90d`",
      "how long a run is kept once it ended, with its steps, deliveries and all that belongs to it; `7d`"
          + " to `36500d`, or `forever`. The newest ones of each schedule stay in any case"),
  CARILLON_KEEP_DUE_TIMES(
      "`400d`",
      "how long it is kept what became of each due time, and a run that failed if nobody has seen to"
          + " it; `7d` to `36500d`, or `forever`"),
  CARILLON_KEEP_AUDIT(
      "`400d`",
      "how long the audit log and refused deliveries are kept; `7d` to `36500d`, or `forever`"),
  CARILLON_DRIFT(
      "`report`", "what happens to an edit made in the Upstash console: `report` or `enforce`"),
  CARILLON_NUDGES(
      "`own`", "`qstash` on hosts that are put to sleep: waits are also sent as delayed messages"),
  QSTASH_URL(
      "`https://qstash.upstash.io`, or the region's", "address of QStash's API", Trait.REGIONAL),
  QSTASH_TOKEN("none", "token of QStash's API", Trait.SECRET_REGIONAL),
  QSTASH_CURRENT_SIGNING_KEY("none", "key that verifies what QStash sends", Trait.SECRET_REGIONAL),
  QSTASH_NEXT_SIGNING_KEY(
      "none", "key that verifies what QStash sends after a rotation", Trait.SECRET_REGIONAL),
  QSTASH_REGION(
      "none",
      "`EU_CENTRAL_1` or `US_EAST_1`: settings with that prefix (`US_EAST_1_QSTASH_TOKEN`) come"
          + " before those without"),
  QSTASH_PLAN("`free`", "limits to forecast against: `free`, `payg` or `pro`"),
  QSTASH_FORWARD_HEADERS(
      "none", "headers that deliveries must carry, `Name: value`, a list", Trait.SECRET),
  VERCEL_AUTOMATION_BYPASS_SECRET(
      "none",
      "appended to the address that QStash calls as `x-vercel-protection-bypass`",
      Trait.SECRET);

  /** The regions of QStash, as they prefix a setting's name. */
  static final List<String> REGIONS = List.of("EU_CENTRAL_1", "US_EAST_1");

  private enum Trait {
    PLAIN,
    ALIAS,
    SECRET,
    REGIONAL,
    SECRET_REGIONAL
  }

  private final String fallback;
  private final String meaning;
  private final Trait trait;
  private final List<String> aliases;

  Setting(String fallback, String meaning) {
    this(fallback, meaning, Trait.PLAIN);
  }

  Setting(String fallback, String meaning, Trait trait, String... aliases) {
    this.fallback = fallback;
    this.meaning = meaning;
    this.trait = trait;
    this.aliases = List.of(aliases);
  }

  /** Returns its name and other names it goes by; the first that is set counts. */
  List<String> names() {
    return Stream.concat(Stream.of(name()), aliases.stream()).toList();
  }

  /** Returns its names with the regional one before, if it has one and there is a region. */
  List<String> names(String region) {
    List<String> names = new ArrayList<>(names());
    if (isRegional() && !region.isEmpty()) {
      names.add(0, region + "_" + name());
    }
    return names;
  }

  /** Returns every name that could ever be set. */
  Stream<String> everyName() {
    Stream<String> regional =
        isRegional() ? REGIONS.stream().map(region -> region + "_" + name()) : Stream.empty();
    return Stream.concat(names().stream(), regional);
  }

  private boolean isRegional() {
    return trait == Trait.REGIONAL || trait == Trait.SECRET_REGIONAL;
  }

  /** Returns whether its value may never be shown, not even in part. */
  boolean isSecret() {
    return trait == Trait.SECRET || trait == Trait.SECRET_REGIONAL;
  }

  /** Returns what holds when it is not set, in words, as Markdown. */
  String fallback() {
    return fallback;
  }

  /** Returns what it is for, as Markdown. */
  String meaning() {
    return meaning;
  }
}
