package dev.carillon.testing.qstash;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.signature.SigningKeys;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Optional;

/** Finds the one who answers a call. The destination in a path is taken as it stands, undecoded. */
final class Api {
  private final Account account;
  private final ScheduleCalls schedules;
  private final PublishCalls publishing;
  private final MessageCalls messages;
  private final DlqCalls dlq;
  private final LogCalls logs;

  Api(
      Account account,
      ScheduleCalls schedules,
      PublishCalls publishing,
      MessageCalls messages,
      DlqCalls dlq,
      LogCalls logs) {
    this.account = account;
    this.schedules = schedules;
    this.publishing = publishing;
    this.messages = messages;
    this.dlq = dlq;
    this.logs = logs;
  }

  Reply answer(Request request) {
    try {
      account.check(token(request), request.method());
      String path = request.path();
      if (path.startsWith("/v2/schedules")) {
        return schedules.answer(request);
      }
      if (path.startsWith("/v2/publish/") || path.equals("/v2/batch")) {
        return publishing.answer(request);
      }
      if (path.startsWith("/v2/messages")) {
        return messages.answer(request);
      }
      if (path.startsWith("/v2/dlq")) {
        return dlq.answer(request);
      }
      return switch (request.method() + " " + path) {
        case "GET /v2/keys" -> keys(account.keys());
        case "POST /v2/keys/rotate" -> keys(account.rotate());
        case "GET /v2/events", "GET /v2/logs" -> logs.answer(request);
        default -> Reply.error(404, "path not found: " + path);
      };
    } catch (RefusedCallException refused) {
      return refused.reply();
    }
  }

  private static Reply keys(SigningKeys keys) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    return Reply.json(200, body.put("current", keys.current()).put("next", keys.next()));
  }

  private static String token(Request request) {
    String header = request.header("Authorization");
    if (header.startsWith("Bearer ")) {
      return header.substring(7);
    }
    Optional<String> asked = Arrays.stream(request.query().split("&"))
        .filter(pair -> pair.startsWith("qstash_token="))
        .map(pair -> URLDecoder.decode(pair.substring(13), UTF_8))
        .findFirst();
    return asked.orElseThrow(() -> new RefusedCallException(401, "unauthorized: missing token"));
  }
}
