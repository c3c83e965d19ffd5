package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.StringReader;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads YAML into values that know their places. Only the parser of SnakeYAML is used: no object is
 * made from a tag, no alias is followed, and nothing here calls itself.
 */
final class YamlText {
  private final SourceText source;
  private final Problems problems;
  private final TreeBuilder tree;
  private int documents;

  /** Set where going on would only tell the same mistake again. */
  private boolean hopeless;

  YamlText(SourceText source, Problems problems) {
    this.source = source;
    this.problems = problems;
    this.tree = new TreeBuilder(problems);
  }

  /** Returns the value, or empty if there is none: the problems then say why. */
  Optional<Value> read() {
    try {
      for (Event event : new Yaml(options()).parse(new StringReader(source.text()))) {
        take(event);
        if (hopeless) {
          return Optional.empty();
        }
      }
    } catch (YAMLException wrong) {
      tell(wrong);
      return Optional.empty();
    }
    if (tree.root().isEmpty() && problems.isEmpty()) {
      problems.add(
          Place.START, Pointer.TOP, "there is no definition here; begin with \"document:\"");
    }
    return tree.root();
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setProcessComments(false);
    options.setCodePointLimit(Integer.MAX_VALUE);
    return options;
  }

  private void take(Event event) {
    if (event instanceof DocumentStartEvent && ++documents > 1) {
      problems.add(
          place(event),
          Pointer.TOP,
          "a definition is one document; put this one into a text of its own");
    }
    if (documents > 1) {
      return;
    }
    if (event instanceof AliasEvent alias) {
      tell(alias, "aliases (*" + alias.getAnchor() + ") are not supported; write the value out");
      hopeless = true;
    } else if (event instanceof ScalarEvent scalar) {
      refuseAnchorAndTag(scalar, scalar.getTag());
      takeScalar(scalar);
    } else if (event instanceof CollectionStartEvent start) {
      refuseAnchorAndTag(start, start.getTag());
      takeStart(start);
    } else if (event instanceof CollectionEndEvent) {
      tree.end();
    }
  }

  private void refuseAnchorAndTag(NodeEvent node, String tag) {
    if (node.getAnchor() != null) {
      tell(node, "anchors (&" + node.getAnchor() + ") are not supported; leave it out");
    }
    if (tag != null) {
      tell(node, "tags (" + Brackets.abbreviated(tag) + ") are not supported; leave it out");
    }
  }

  private void takeScalar(ScalarEvent scalar) {
    boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
    if (tree.awaitsKey()) {
      if (plain && scalar.getValue().equals("<<")) {
        tell(scalar, "merge keys (<<) are not supported; write the members out");
        hopeless = true;
      }
      tree.key(scalar.getValue(), place(scalar));
      return;
    }
    JsonNode json = plain ? plain(scalar) : TextNode.valueOf(scalar.getValue());
    tree.scalar(json, place(scalar), scalar.getValue(), style(scalar));
  }

  private JsonNode plain(ScalarEvent scalar) {
    try {
      return Scalars.plain(scalar.getValue());
    } catch (IllegalArgumentException wrong) {
      tell(scalar, wrong.getMessage());
      return TextNode.valueOf(scalar.getValue());
    }
  }

  private void takeStart(CollectionStartEvent start) {
    if (tree.awaitsKey()) {
      tell(
          start,
          "a key is a text, not a list or an object; put quotes around it if it was to be a"
              + " text");
      hopeless = true;
    } else {
      hopeless = !tree.begin(start instanceof MappingStartEvent, place(start));
    }
  }

  private static Value.Style style(ScalarEvent scalar) {
    return switch (scalar.getScalarStyle()) {
      case PLAIN -> Value.Style.PLAIN;
      case LITERAL, FOLDED -> Value.Style.BLOCK;
      default -> Value.Style.QUOTED;
    };
  }

  private Place place(Event event) {
    return place(event.getStartMark());
  }

  private Place place(Mark mark) {
    return source.placeAt(mark.getIndex());
  }

  private void tell(Event event, String message) {
    problems.add(place(event), tree.pointer(), message);
  }

  private void tell(YAMLException wrong) {
    if (wrong instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      Place place = place(YamlErrors.mark(marked));
      problems.add(place, tree.pointer(), YamlErrors.told(marked, source.line(place.line())));
    } else if (wrong instanceof ReaderException reader) {
      problems.add(
          source.placeAt(reader.getPosition()),
          Pointer.TOP,
          String.format(
              "the character U+%04X is not allowed here; leave it out", reader.getCodePoint()));
    } else {
      problems.add(
          Place.START,
          Pointer.TOP,
          "this is no YAML: " + wrong.getMessage() + "; look at what stands before it");
    }
  }
}
