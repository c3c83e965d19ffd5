package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.access.Caller;
import dev.carillon.function.Function;
import dev.carillon.guard.TestServer;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.running.House;
import dev.carillon.testing.MovingClock;
import dev.carillon.testing.Scratch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives each test a {@link House} of its own, over HTTP: behind the resources that the test names. */
final class Served implements BeforeEachCallback, AfterEachCallback {
  private final MovingClock clock;
  private final Supplier<Caller> caller;
  private final java.util.function.Function<House, List<Object>> resources;
  private final Function[] functions;
  private boolean walks;
  private Scratch scratch;
  private House house;
  private TestServer server;

  /**
   * Serves a house at the time of a clock.
   *
   * @param caller is asked at each request who it comes from
   * @param resources makes them for a house that was just opened and has nothing in it
   */
  Served(
      MovingClock clock,
      Supplier<Caller> caller,
      java.util.function.Function<House, List<Object>> resources,
      Function... functions) {
    this.clock = clock;
    this.caller = caller;
    this.resources = resources;
    this.functions = functions;
  }

  /** Lets its house walk its runs, which it else does not. */
  Served walking() {
    walks = true;
    return this;
  }

  House house() {
    return house;
  }

  /** Returns where all files of the house are. */
  Path directory() {
    return scratch.directory();
  }

  /** Returns where a route under {@code /api/} really is. */
  URI place(String route) {
    return URI.create("http://127.0.0.1:" + server.port() + "/app/api/" + route);
  }

  HttpResponse<String> send(String method, String route, String body)
      throws IOException, InterruptedException {
    return server.send(method, "/app/api/" + route, body);
  }

  /** Sends a request that is to be answered with this status and some JSON. */
  JsonNode told(int status, String method, String route, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = send(method, route, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return House.json(answer.body());
  }

  private void register(jakarta.servlet.ServletContext context) {
    TestServer.calledBy(context, caller);
    List<Object> all =
        new ArrayList<>(List.of(new JsonProvider(), new ProblemMapper(), new RolesFeature()));
    all.addAll(resources.apply(house));
    TestServer.jersey(context, all.toArray());
  }

  @Override
  public void beforeEach(ExtensionContext test) throws Exception {
    scratch = Scratch.open();
    house = new House(TestDatabases.h2(scratch.directory()), clock, functions);
    if (walks) {
      house.started();
    }
    server = TestServer.start("/app", 8, this::register);
  }

  @Override
  public void afterEach(ExtensionContext test) throws Exception {
    server.close();
    house.close();
    scratch.close();
  }
}
