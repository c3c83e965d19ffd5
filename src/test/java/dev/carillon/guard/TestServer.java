package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carillon.access.Caller;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.glassfish.jersey.inject.hk2.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;
import org.glassfish.jersey.servlet.ServletProperties;

/** A real Tomcat with a web application of a few files and whatever a test registers. */
public final class TestServer implements AutoCloseable {
  static final String PAGE = """
      <!doctype html>
      <link rel="icon" href="favicon.svg">
      <link rel="stylesheet" href="css/base.css">
      <script type="importmap">
      {"imports": {"lit": "./vendor/lit/3.3.3/index.js"}}
      </script>
      <script type="module" src="js/app.js"></script>
      """;

  private static final Map<String, String> FILES = Map.of(
      "index.html", PAGE,
      "js/app.js", "export {};",
      "js/pages/home.js", "export const home = () => 1;",
      "css/base.css", "p { color: black; }\n".repeat(200),
      "vendor/lit/3.3.3/index.js", "export {};",
      "vendor/lit/notes.js", "export {};",
      "secret.txt", "a secret",
      "WEB-INF/web.xml", "<!-- a secret -->");

  // Held on to, or the level would be forgotten with the logger.
  private static final Logger NOISE = Logger.getLogger("org.apache");

  static {
    NOISE.setLevel(Level.SEVERE);
  }

  private final Tomcat tomcat = new Tomcat();
  private final Connector connector;
  private final Path home;

  private TestServer(Path home, int threads) {
    this.home = home;
    tomcat.setBaseDir(home.toString());
    tomcat.setPort(0);
    tomcat.setHostname("localhost");
    connector = tomcat.getConnector();
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxThreads", Integer.toString(threads));
    connector.setProperty("minSpareThreads", "1");
    connector.setProperty("compression", "on");
  }

  /** Starts a server whose web application registers what it likes while it starts. */
  public static TestServer start(
      String contextPath, int threads, Consumer<ServletContext> registering)
      throws IOException, LifecycleException {
    Path home = Files.createTempDirectory(Path.of("target"), "tomcat").toAbsolutePath();
    TestServer server = new TestServer(home, threads);
    server.deploy(contextPath, registering);
    server.tomcat.start();
    return server;
  }

  private void deploy(String contextPath, Consumer<ServletContext> registering) throws IOException {
    Path files = Files.createDirectories(home.resolve("files"));
    for (var file : FILES.entrySet()) {
      Path path = files.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue(), UTF_8);
    }
    Context context = tomcat.addContext(contextPath, files.toString());
    context.addWelcomeFile("index.html");
    context.addMimeMapping("js", "text/javascript");
    context.addMimeMapping("css", "text/css");
    Tomcat.addServlet(context, "default", new DefaultServlet());
    context.addServletMappingDecoded("/", "default");
    context.addServletContainerInitializer((classes, own) -> registering.accept(own), null);
  }

  /** Registers a filter as our start does. */
  public static void filter(
      ServletContext context, String name, Filter filter, String... patterns) {
    var registration = context.addFilter(name, filter);
    registration.setAsyncSupported(true);
    registration.addMappingForUrlPatterns(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), true, patterns);
  }

  /** Lets each request come from somebody who is asked for at each. */
  public static void calledBy(ServletContext context, Supplier<Caller> caller) {
    filter(
        context,
        "caller",
        (request, response, chain) -> {
          request.setAttribute(Caller.ATTRIBUTE, caller.get());
          chain.doFilter(request, response);
        },
        "/*");
  }

  /** Registers a servlet that may start asynchronous work. */
  static void servlet(ServletContext context, Servlet servlet, String pattern) {
    var registration = context.addServlet(servlet.getClass().getName(), servlet);
    registration.setAsyncSupported(true);
    registration.addMapping(pattern);
  }

  /** Registers resources as our start does: by Jersey as the last filter of all. */
  public static void jersey(ServletContext context, Object... components) {
    ResourceConfig resources = new ResourceConfig();
    resources.property(ServerProperties.WADL_FEATURE_DISABLE, true);
    resources.property(ServletProperties.FILTER_STATIC_CONTENT_REGEX, "(?!/(api|health)/).*");
    for (Object component : components) {
      if (isResource(component)) {
        resources.register(component.getClass());
      } else {
        resources.register(component);
      }
    }
    // One binder: of several of the same class Jersey takes the first only.
    resources.register(new AbstractBinder() {
      @Override
      @SuppressWarnings("unchecked")
      protected void configure() {
        for (Object component : components) {
          if (isResource(component)) {
            bind(component).to((Class<Object>) component.getClass());
          }
        }
      }
    });
    filter(context, "jersey", new ServletContainer(resources), "/*");
  }

  private static boolean isResource(Object component) {
    return component.getClass().isAnnotationPresent(jakarta.ws.rs.Path.class);
  }

  /** Sends a request with a body to a path and returns what is answered. */
  public HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .method(method, HttpRequest.BodyPublishers.ofString(body))
        .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Returns where it listens, on loopback. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }
}
