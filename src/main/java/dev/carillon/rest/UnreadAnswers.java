package dev.carillon.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a client go that hangs up in the middle of its answer: nothing broke, and nobody is left to be
 * told. Streams of events have to hear of it, to end.
 */
@Priority(UnreadAnswers.BEHIND_THE_WRAPPER)
public final class UnreadAnswers implements WriterInterceptor {
  /** Jersey's own at 10 turns what goes by into an exception that it knows to log. */
  static final int BEHIND_THE_WRAPPER = 20;

  private static final Logger LOG = LoggerFactory.getLogger(UnreadAnswers.class);

  /** Makes the one instance. */
  public UnreadAnswers() {}

  @Override
  public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
    try {
      answer.proceed();
    } catch (JsonProcessingException ours) {
      throw ours;
    } catch (IOException gone) {
      if (MediaType.SERVER_SENT_EVENTS_TYPE.isCompatible(answer.getMediaType())) {
        throw gone;
      }
      LOG.debug("a client hung up before the end of its answer: {}", gone.getMessage());
    }
  }
}
