package dev.carillon.running;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.carillon.run.ErrorType;
import dev.carillon.run.RunError;
import dev.carillon.text.OutOfReachException;
import dev.carillon.text.Reach;
import dev.carillon.workflow.Task.HttpOutput;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Makes a task's output of an HTTP reply. */
final class HttpOutputs {
  private final ObjectReader json;

  HttpOutputs(ObjectMapper json) {
    this.json = json.readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** Returns it as it came; only what becomes Base64 is without the secrets. */
  JsonNode of(HttpOutput wanted, HttpCall request, HttpReply reply, Secrecy secrecy) {
    return switch (wanted) {
      case RAW -> TextNode.valueOf(Base64.getEncoder().encodeToString(masked(reply, secrecy)));
      case CONTENT -> content(reply);
      case RESPONSE -> response(request, reply);
    };
  }

  /**
   * Whoever decodes the output shall find bytes that were masked, not Base64 that breaks off. The
   * text comes first: stars in the bytes could shift what follows so that nobody reads it as text.
   */
  private static byte[] masked(HttpReply reply, Secrecy secrecy) {
    byte[] bytes = reply.body();
    Charset charset = ByteOrderMark.exact(ContentCharset.of(reply.header("Content-Type")), bytes);
    if (!charset.equals(StandardCharsets.UTF_8)) {
      String text = new String(bytes, charset);
      String masked = secrecy.masked(text);
      if (!masked.equals(text)) {
        // In some few charsets one can read, and not write.
        Charset writing = charset.canEncode() ? charset : StandardCharsets.UTF_8;
        bytes = ByteOrderMark.written(masked, writing, bytes);
      }
    }
    return secrecy.masked(bytes);
  }

  private JsonNode response(HttpCall request, HttpReply reply) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.putObject("request")
        .put("method", request.method())
        .put("uri", reply.uri().toString());
    all.put("statusCode", reply.status());
    ObjectNode headers = all.putObject("headers");
    reply.headers().forEach((name, values) -> {
      ArrayNode list = headers.putArray(name.toLowerCase(Locale.ROOT));
      values.forEach(list::add);
    });
    all.set("content", content(reply));
    return all;
  }

  private JsonNode content(HttpReply reply) {
    String text = text(reply);
    boolean isJson = reply
        .header("Content-Type")
        .map(type -> type.toLowerCase(Locale.ROOT))
        .filter(type -> type.contains("/json") || type.contains("+json"))
        .isPresent();
    if (text.isEmpty() || isJson && text.isBlank()) {
      return NullNode.getInstance();
    }
    return isJson ? parsed(text, reply) : TextNode.valueOf(text);
  }

  private static String text(HttpReply reply) {
    Charset charset = ContentCharset.of(reply.header("Content-Type"));
    String text = new String(reply.body(), charset);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private JsonNode parsed(String text, HttpReply reply) {
    try (JsonParser parser = Reach.upper(json.createParser(text))) {
      return json.readTree(parser);
    } catch (OutOfReachException wrong) {
      throw new TaskFailedException(RunError.of(
          ErrorType.CONFIGURATION,
          "the reply of " + reply.uri().getHost() + " holds " + wrong.number() + ", which is out of"
              + " reach for a number; have it sent as a text, or take the body with output: raw"));
    } catch (StreamConstraintsException wrong) {
      throw new TaskFailedException(RunError.of(
          ErrorType.CONFIGURATION,
          "the reply of " + reply.uri().getHost() + " has more levels, longer numbers or longer"
              + " names than are read; CARILLON_MAX_LEVELS can be 500 at most"));
    } catch (IOException wrong) {
      throw new TaskFailedException(RunError.of(
          ErrorType.COMMUNICATION,
          reply.uri().getHost() + " said that it sends JSON, and it does not parse"));
    }
  }
}
