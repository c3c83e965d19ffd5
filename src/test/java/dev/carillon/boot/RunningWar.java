package dev.carillon.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * The built WAR, run by {@code java -jar} in a process of its own, on a free port, with nothing of
 * this machine's settings but what a test gives it.
 *
 * <pre>{@code
 * try (RunningWar war = RunningWar.in(home).with("APP_ENV", "production").start()) {
 *   war.get("health/live");
 * }
 * }</pre>
 */
public final class RunningWar implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Pattern ADDRESS =
      Pattern.compile("Carillon (?:is at|did not start;) (http://\\S+?)/ ?");
  private static final Pattern LINK = Pattern.compile("http\\S+/#sign-in=\\S+");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path home;
  private final Path log;
  private final Process process;
  private final Duration patience;
  private final String base;

  private RunningWar(Path home, Path log, Process process, Duration patience) {
    this.home = home;
    this.log = log;
    this.process = process;
    this.patience = patience;
    base = baseOrEnd();
  }

  /** Nobody could close what was never returned: a process that does not say where it is ends. */
  private String baseOrEnd() {
    try {
      return waitForLog(ADDRESS).group(1);
    } catch (RuntimeException | Error silent) {
      process.destroyForcibly();
      throw silent;
    }
  }

  /** Begins one with its home in that directory; it may be started there again and again. */
  public static Start in(Path directory) {
    return new Start(directory);
  }

  /** What a process is started with. */
  public static final class Start {
    private final Path directory;
    private String war = System.getProperty("carillon.war");
    private Duration patience = PATIENCE;
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> settings = new HashMap<>(Map.of("PORT", "0", "LC_ALL", "C"));

    private Start(Path directory) {
      this.directory = directory;
      settings.put("CARILLON_HOME", directory.resolve("home").toString());
    }

    /** Sets a setting. */
    public Start with(String name, String value) {
      settings.put(name, value);
      return this;
    }

    /** Runs another WAR than the one that was built. */
    public Start of(Path other) {
      war = other.toString();
      return this;
    }

    /** Waits no longer than that for the server to say where it is; two minutes by default. */
    Start waitingFor(Duration time) {
      patience = time;
      return this;
    }

    /** Adds an option of the JVM. */
    public Start withOption(String option) {
      options.add(option);
      return this;
    }

    /** Runs the WAR to its end, with a command or without, and returns what it printed. */
    public String run(String... command) throws IOException, InterruptedException {
      Path out = Files.createDirectories(directory).resolve("command.out");
      Process process = process(out, command);
      try {
        process.waitFor(PATIENCE.toSeconds(), SECONDS);
        return Files.readString(out);
      } finally {
        process.destroyForcibly();
      }
    }

    /** Starts and waits until the server says where it is. */
    public RunningWar start() {
      try {
        Path log = Files.createTempFile(Files.createDirectories(directory), "carillon", ".log");
        return new RunningWar(directory.resolve("home"), log, process(log), patience);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }

    private Process process(Path out, String... arguments) throws IOException {
      List<String> command = new ArrayList<>(List.of(java()));
      command.addAll(List.of(System.getProperty("tests.jvm", "").split("\\s+")));
      command.removeIf(part -> part.isEmpty() || part.startsWith("-Dfile.encoding"));
      command.add("-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")));
      command.addAll(options);
      command.addAll(List.of("-jar", war));
      command.addAll(List.of(arguments));
      var builder = new ProcessBuilder(command)
          .directory(directory.toFile())
          .redirectErrorStream(true)
          .redirectOutput(out.toFile());
      builder.environment().clear();
      builder.environment().putAll(settings);
      return builder.start();
    }

    private static String java() {
      return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
  }

  /** Returns the URL without a slash at the end. */
  public String base() {
    return base;
  }

  /** Returns the address of a path below it. */
  public URI uri(String path) {
    return URI.create(base + "/" + path);
  }

  /** Returns the one-time link that was printed last. */
  public String signInLink() {
    return waitForLog(LINK).group();
  }

  /** Returns the admin token that was generated. */
  public String adminToken() throws IOException {
    return Files.readString(home.resolve("admin-token")).strip();
  }

  public Path home() {
    return home;
  }

  /** Returns where the process keeps its temporary files. */
  public Path temporary() {
    return home.resolveSibling("tmp");
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Returns everything it has printed so far. */
  public String log() {
    try {
      return new String(Files.readAllBytes(log), UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Sends a request without a body as nobody in particular. */
  public HttpResponse<String> get(String path, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /** Sends a request with the admin token and a JSON body. */
  public HttpResponse<String> asAdmin(String method, String path, String json) throws Exception {
    return send(HttpRequest.newBuilder(uri(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + adminToken())
        .header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Sends any request. */
  public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private Matcher waitForLog(Pattern pattern) {
    Awaitility.await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(50))
        .until(this::log, text -> pattern.matcher(text).find() || !process.isAlive());
    Matcher matcher = pattern.matcher(log());
    if (!matcher.find()) {
      throw new AssertionError("the process ended without saying " + pattern + ":\n" + log());
    }
    return matcher;
  }

  /** Asks it to end as an operator would and returns its exit status. */
  public int terminate() throws InterruptedException, TimeoutException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), SECONDS)) {
      process.destroyForcibly();
      throw new TimeoutException("still there after SIGTERM:\n" + log());
    }
    return process.exitValue();
  }

  /** Ends it at once, as a power cut would. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it unless it has ended. */
  @Override
  public void close() {
    try {
      if (process.isAlive()) {
        terminate();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (TimeoutException stuck) {
      throw new AssertionError(stuck);
    }
  }
}
