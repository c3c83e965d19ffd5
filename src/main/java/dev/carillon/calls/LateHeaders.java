package dev.carillon.calls;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Lets a request have its path, its query and its headers only when it is written: until then the
 * library, which likes to log requests, has one without.
 */
final class LateHeaders extends HttpRequestExecutor {
  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      HttpResponseInformationCallback onInformation,
      HttpContext context)
      throws IOException, HttpException {
    Hop.of(context).reveal(request);
    return super.execute(request, connection, onInformation, context);
  }
}
