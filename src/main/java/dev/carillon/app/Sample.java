package dev.carillon.app;

import dev.carillon.authoring.Authoring;
import dev.carillon.workflow.WorkflowId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The workflow that is there on the first start: inactive, and in need of no network. */
final class Sample {
  private static final WorkflowId ID = new WorkflowId("hello-carillon");
  private static final String RESOURCE = "/samples/hello-carillon.yaml";

  private Sample() {}

  /** Saves it if no workflow is there; one that somebody removed does not come back. */
  static void plantInto(Authoring authoring) {
    if (authoring.isEmpty() && authoring.versions(ID).isEmpty()) {
      authoring.save(ID, text(), "carillon");
    }
  }

  /** Returns its text by its id, for somebody who wants it back. */
  static Map<String, String> sources() {
    return Map.of(ID.value(), text());
  }

  private static String text() {
    try (InputStream in = Sample.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the WAR");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new IllegalStateException(RESOURCE + " cannot be read", broken);
    }
  }
}
