package dev.carillon.jdbc;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Has a connection thrown away whose H2 file was closed under it. H2 closes a file that it could not
 * write to (the disk is full), opens it again only when no connection is left to what was closed, and
 * yet calls those valid.
 */
final class ClosedFile implements SQLExceptionOverride {
  private static final String CLOSED = "90098";

  @java.lang.Override
  public Override adjudicate(SQLException broken) {
    return CLOSED.equals(broken.getSQLState()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
  }
}
