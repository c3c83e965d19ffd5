package dev.carillon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The dashboard's floors: {@code app.js → pages/ → components/ → lib/}, with the vendor's modules
 * under all.
 */
class DashboardFloorsTest {
  private static final Path ROOT = Path.of("webapp/js");
  private static final List<String> FLOORS = List.of("lib", "components", "pages", "");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^(?:import|export) (?:.*? from )?\"([^\"]+)\"");
  private static final Pattern TIMER =
      Pattern.compile("set(?:Timeout|Interval)|requestAnimationFrame");
  private static final Pattern MARKUP =
      Pattern.compile("innerHTML|outerHTML|(?<!rolling-)unsafe|insertAdjacent|document\\.write");

  @Test
  void importsOnlyLookDown() throws IOException {
    var broken = new ArrayList<String>();
    for (Path script : StaticFiles.scripts()) {
      int floor = floorOf(script);
      IMPORT.matcher(Files.readString(script)).results().map(it -> it.group(1)).forEach(name -> {
        if (name.startsWith(".") && floorOf(script.resolveSibling(name).normalize()) > floor) {
          broken.add(script + " looks up to " + name);
        }
      });
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void onlyPagesAndTheRoofCallTheApi() throws IOException {
    assertThat(scriptsWith(Pattern.compile("/api\\.js\"")))
        .isNotEmpty()
        .allMatch(it -> floorOf(it) >= FLOORS.indexOf("pages"));
  }

  @Test
  void onlyTheApiFetches() throws IOException {
    assertThat(scriptsWith(Pattern.compile("\\bfetch\\(")))
        .containsExactly(ROOT.resolve("lib/api.js"));
  }

  @Test
  void onlyTheRoofHasATimer() throws IOException {
    assertThat(scriptsWith(TIMER)).containsExactly(ROOT.resolve("app.js"));
  }

  @Test
  void nothingIsEverReadAsMarkup() throws IOException {
    assertThat(scriptsWith(MARKUP)).isEmpty();
  }

  private static int floorOf(Path script) {
    Path below = ROOT.relativize(script);
    return FLOORS.indexOf(below.getNameCount() == 1 ? "" : below.getName(0).toString());
  }

  private static List<Path> scriptsWith(Pattern pattern) throws IOException {
    var found = new ArrayList<Path>();
    for (Path script : StaticFiles.scripts()) {
      if (pattern.matcher(Files.readString(script)).find()) {
        found.add(script);
      }
    }
    return found;
  }
}
