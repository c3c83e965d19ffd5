package dev.carillon.running;

import static dev.carillon.running.House.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.Packing;
import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import dev.carillon.jdbc.TestDatabases;
import dev.carillon.run.Run;
import dev.carillon.testing.DocumentPage;
import dev.carillon.testing.MovingClock;
import dev.carillon.workflow.WorkflowId;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page about functions shows is what the build compiles, and it does what the page says. */
class FunctionsPageTest {
  private final DocumentPage page = DocumentPage.named("functions.md");

  @Test
  void itsSourceAndItsListAreThoseThatAreDeployed() throws IOException {
    assertThat(page.blocks("java"))
        .containsExactly(text("src/test/java/com/example/shop/Packing.java"));
    assertThat(page.blocks("text"))
        .containsExactly(text("src/test/resources/shop/dev.carillon.function.Function"));
  }

  @Test
  void itNamesEveryMethodAndEveryFact() {
    assertThat(Arrays.stream(Function.class.getMethods()).map(Method::getName))
        .hasSize(3)
        .allMatch(name -> page.text().contains("| `" + name + "("));
    assertThat(Arrays.stream(Invocation.class.getRecordComponents()))
        .hasSize(9)
        .allMatch(fact -> page.text().contains("| `" + fact.getName() + "` |"));
  }

  @Test
  void itsWorkflowCallsItsFunction(@TempDir Path directory) {
    try (House house = new House(
            TestDatabases.h2(directory), MovingClock.at("2026-03-01T12:00:00Z"), new Packing())
        .started()) {
      WorkflowId id = new WorkflowId("send-orders");
      house.authoring.save(id, page.blocks("yaml").get(0), "test");

      Run run = house.ended(id, "{\"orders\":[\"pen\",\"book\"]}");

      assertThat(run.output()).contains(json("2"));
      JsonNode parcels = house.visits(run.id()).get(0).output().get();
      assertThat(parcels.get(1))
          .isEqualTo(json("{\"number\":\"" + run.id() + "/do/0/pack/2\",\"holds\":\"book\"}"));
      assertThat(house.ended(id, "{}").error().get().detail().get())
          .endsWith("failed: \"orders\" is no list");
    }
  }

  private static String text(String file) throws IOException {
    return Files.readString(Path.of(file));
  }
}
