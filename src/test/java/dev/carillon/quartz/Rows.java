package dev.carillon.quartz;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Looks into Quartz's tables, behind the engine's back. */
final class Rows {
  private Rows() {}

  /** Returns the first column. */
  static List<String> of(DataSource database, String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empties the tables that tests fill. */
  static void clear(DataSource database) {
    for (String table : List.of(
        "simprop_triggers", "simple_triggers", "triggers", "fired_triggers", "job_details")) {
      change(database, "delete from qrtz_" + table);
    }
    change(database, "delete from qrtz_scheduler_state");
  }

  static void change(DataSource database, String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
