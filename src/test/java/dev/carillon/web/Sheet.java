package dev.carillon.web;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Pictures of one page in its states, side by side in one picture, each under the name of its state. */
final class Sheet {
  /** Where the pictures of the documents are drawn anew if the tests are told so. */
  static final Path SCREENS = Path.of(System.getProperty("screens", "target/screens"));

  private final Map<String, byte[]> shots = new LinkedHashMap<>();
  private final Page page;

  Sheet(Page page) {
    this.page = page;
  }

  /** Takes the page as it stands, from its top. */
  void shoot(String state) {
    page.evaluate("scrollTo(0, 0)");
    shots.put(state, page.screenshot());
  }

  /** Draws what was taken. */
  void draw(String name) {
    StringBuilder sheet =
        new StringBuilder("<body style='margin:12px;display:grid;gap:12px;align-content:start;"
            + "grid-template-columns:repeat(3,480px);font:16px sans-serif'>");
    shots.forEach((state, picture) -> sheet
        .append("<figure style='margin:0'><figcaption>")
        .append(state)
        .append(
            "</figcaption><img style='width:100%;border:1px solid #888' src='data:image/png;base64,")
        .append(Base64.getEncoder().encodeToString(picture))
        .append("'></figure>"));
    Page table = page.context().newPage();
    table.setContent(sheet.toString());
    Path picture = SCREENS.resolve("states").resolve(name + ".png");
    table.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(picture));
    table.close();
  }
}
