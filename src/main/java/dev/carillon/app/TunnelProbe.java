package dev.carillon.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Asks a public URL who answers there. A laptop with a tunnel finds itself; one with a copied
 * production {@code .env} finds the production, and then leaves QStash to that.
 */
final class TunnelProbe {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final int ENOUGH_BYTES = 1_000;

  /** Gets what a URL answers. */
  @FunctionalInterface
  interface Fetch {
    /** Returns the beginning of the body; an answer that is not 200 is an error too. */
    String get(URI url) throws IOException;
  }

  private final Fetch fetch;

  TunnelProbe(Fetch fetch) {
    this.fetch = fetch;
  }

  static TunnelProbe overHttp() {
    return new TunnelProbe(TunnelProbe::get);
  }

  /** Returns whether that instance of Carillon answers at that base URL; false if nobody does. */
  boolean leadsTo(String instance, URI base) {
    try {
      return fetch.get(URI.create(base + "/health/live")).contains('"' + instance + '"');
    } catch (IOException nobody) {
      return false;
    }
  }

  /** Not the JDK's newer client: its thread would outlive this application. */
  static String get(URI url) throws IOException {
    var connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    connection.setRequestProperty("Connection", "close");
    try (var body = connection.getInputStream()) {
      return new String(body.readNBytes(ENOUGH_BYTES), UTF_8);
    } finally {
      connection.disconnect();
    }
  }
}
