package dev.carillon.qstash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * One request on its way. A thread of the pool sends it ({@link #run()}), the caller's waits
 * ({@link #await}); whoever comes first with an end decides, so neither a name server that hangs nor
 * an answer that trickles holds the caller beyond its time.
 */
final class Exchange implements Runnable {
  private final CompletableFuture<Reply> outcome = new CompletableFuture<>();
  private final CloseableHttpClient client;
  private final HttpHost host;
  private final QStashAccount account;
  private final Ask ask;
  private final HttpUriRequestBase request;
  private final int answerBytes;
  private volatile boolean revealed;

  Exchange(
      CloseableHttpClient client,
      HttpHost host,
      QStashAccount account,
      Ask ask,
      QStashLimits limits) {
    this.client = client;
    this.host = host;
    this.answerBytes = limits.answerBytes();
    this.account = account;
    this.ask = ask;
    this.request = new HttpUriRequestBase(ask.method(), URI.create("/"));
    if (!ask.method().equals("GET") && !ask.method().equals("DELETE")) {
      request.setEntity(new ByteArrayEntity(ask.body(), (ContentType) null));
    }
    request.setConfig(RequestConfig.custom()
        .setConnectionRequestTimeout(Timeout.of(limits.call()))
        .setResponseTimeout(Timeout.of(limits.silence()))
        .setAuthenticationEnabled(false)
        .setProtocolUpgradeEnabled(false)
        .build());
  }

  /** Returns the request as the library may know it. */
  HttpRequest standIn() {
    return request;
  }

  /** Writes into a stand-in what is really asked; from now on QStash may have seen it. */
  void reveal(HttpRequest standIn) {
    revealed = true;
    // Given as a URI it would be taken apart and put together again.
    standIn.setPath(account.url().getRawPath() + ask.target());
    standIn.setHeader("Authorization", "Bearer " + account.token());
    standIn.setHeader("Accept", "application/json");
    ask.headers().forEach(header -> standIn.setHeader(header.getKey(), header.getValue()));
  }

  /** Waits for the end, which comes at the latest when the time is over. */
  Reply await(Duration within) throws BrokenLineException {
    try {
      return outcome.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException over) {
      end("no whole answer came within " + within.toMillis() + " ms", true);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      end("the call was interrupted", false);
    } catch (ExecutionException failed) {
      throw cause(failed);
    }
    return ended();
  }

  /** Ends it early, from any thread; does nothing if it already ended. */
  void end(String why, boolean worthAnother) {
    outcome.completeExceptionally(new BrokenLineException(why, revealed, worthAnother));
    request.cancel();
  }

  private Reply ended() throws BrokenLineException {
    try {
      return outcome.get();
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
      throw new BrokenLineException("the call was interrupted", revealed, false);
    } catch (ExecutionException failed) {
      throw cause(failed);
    }
  }

  private static BrokenLineException cause(ExecutionException failed) {
    if (failed.getCause() instanceof BrokenLineException broken) {
      return broken;
    }
    throw new IllegalStateException("a call to QStash went wrong", failed.getCause());
  }

  @Override
  public void run() {
    if (outcome.isDone()) {
      return;
    }
    try {
      outcome.complete(sent());
    } catch (IOException broken) {
      outcome.completeExceptionally(new BrokenLineException(words(broken), revealed, true));
    } catch (RuntimeException | Error wrong) {
      outcome.completeExceptionally(wrong);
    }
  }

  private Reply sent() throws IOException {
    try (ClassicHttpResponse response = client.executeOpen(host, request, null)) {
      return whole(response);
    }
  }

  /** Breaks the connection off on failure: merely closed, it would first be read to its end. */
  private Reply whole(ClassicHttpResponse response) throws IOException {
    try {
      return new Reply(response.getCode(), headers(response), body(response.getEntity()));
    } catch (IOException broken) {
      request.cancel();
      throw broken;
    }
  }

  private static Map<String, String> headers(ClassicHttpResponse response) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : response.getHeaders()) {
      headers.putIfAbsent(header.getName(), header.getValue() == null ? "" : header.getValue());
    }
    return headers;
  }

  private byte[] body(HttpEntity entity) throws IOException {
    if (entity == null || entity.getContent() == null) {
      return new byte[0];
    }
    InputStream source = entity.getContent();
    var whole = new ByteArrayOutputStream();
    byte[] part = new byte[16_384];
    for (int read = source.read(part); read >= 0; read = source.read(part)) {
      whole.write(part, 0, read);
      if (whole.size() > answerBytes) {
        throw new IOException("the answer is larger than " + answerBytes + " bytes");
      }
    }
    return whole.toByteArray();
  }

  /** The client's own texts name addresses and sizes, never headers or bodies. */
  private String words(IOException broken) {
    if (broken instanceof UnknownHostException) {
      return "no name server knows " + host.getHostName();
    }
    String kind = broken instanceof SSLException ? "TLS: " : "";
    String text = broken.getMessage() == null ? "" : broken.getMessage();
    return text.isBlank() || broken.getCause() instanceof HttpException
        ? "the connection broke off (" + broken.getClass().getSimpleName() + ")"
        : kind + text;
  }
}
