package dev.carillon.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
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
 * Reads YAML and JSON into values that know their places. Only the parser of SnakeYAML is used: no
 * object is made from a tag, no alias is followed, and nothing here calls itself.
 */
final class YamlText {
  private static final int MAX_DEPTH = 200;

  private final SourceText source;
  private final Problems problems;
  private final Deque<OpenContainer> open = new ArrayDeque<>();
  private Value root;
  private int documents;
  private boolean hopeless;

  YamlText(SourceText source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  /** Returns the value, or empty if there is none: the problems then say why. */
  Optional<Value> read() {
    try {
      for (Event event : new Yaml(options()).parse(new StringReader(source.text()))) {
        take(event);
        if (open.size() > MAX_DEPTH) {
          problems.add(place(event), pointer(), "this is nested more than 200 levels deep");
          hopeless = true;
        }
        if (hopeless) {
          return Optional.empty();
        }
      }
    } catch (YAMLException wrong) {
      tell(wrong);
      return Optional.empty();
    }
    if (root == null && problems.isEmpty()) {
      problems.add(Place.START, "", "there is no definition here; begin with \"document:\"");
    }
    return Optional.ofNullable(root);
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
          "",
          "a definition is one document; put this one into a text of" + " its own");
    }
    if (documents > 1) {
      return;
    }
    if (event instanceof NodeEvent node) {
      refuseAnchorsAndTags(node);
    }
    if (event instanceof AliasEvent alias) {
      add(new Value(
          NullNode.getInstance(),
          place(alias),
          pointer(),
          "",
          Value.Style.PLAIN,
          Map.of(),
          List.of()));
    } else if (event instanceof ScalarEvent scalar) {
      takeScalar(scalar);
    } else if (event instanceof CollectionStartEvent start) {
      takeStart(start);
    } else if (event instanceof CollectionEndEvent) {
      add(open.pop().close());
    }
  }

  private void refuseAnchorsAndTags(NodeEvent node) {
    if (node instanceof AliasEvent) {
      problems.add(
          place(node),
          pointer(),
          "aliases (*" + node.getAnchor() + ") are not supported; write the value out");
    } else if (node.getAnchor() != null) {
      problems.add(
          place(node),
          pointer(),
          "anchors (&" + node.getAnchor() + ") are not supported; leave it out");
    }
    String tag = node instanceof ScalarEvent scalar
        ? scalar.getTag()
        : node instanceof CollectionStartEvent start ? start.getTag() : null;
    if (tag != null) {
      problems.add(
          place(node),
          pointer(),
          "tags (" + Brackets.abbreviated(tag) + ") are not supported; leave it out");
    }
  }

  private void takeScalar(ScalarEvent scalar) {
    OpenContainer around = open.peek();
    if (around != null && around.awaitsKey()) {
      takeKey(scalar, around);
      return;
    }
    boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
    JsonNode json = plain ? plain(scalar) : TextNode.valueOf(scalar.getValue());
    add(new Value(
        json, place(scalar), pointer(), scalar.getValue(), style(scalar), Map.of(), List.of()));
  }

  private JsonNode plain(ScalarEvent scalar) {
    try {
      return Scalars.plain(scalar.getValue());
    } catch (IllegalArgumentException wrong) {
      problems.add(place(scalar), pointer(), wrong.getMessage());
      return TextNode.valueOf(scalar.getValue());
    }
  }

  private void takeKey(ScalarEvent scalar, OpenContainer around) {
    String key = scalar.getValue();
    if (key.equals("<<") && scalar.getScalarStyle() == ScalarStyle.PLAIN) {
      problems.add(
          place(scalar),
          pointer(),
          "merge keys (<<) are not supported; write the members" + " out");
    }
    around
        .placeOf(key)
        .ifPresent(first -> problems.add(
            place(scalar),
            Pointers.child(around.pointer(), key),
            "\"" + Brackets.abbreviated(key) + "\" stands here a second time, the first is in line "
                + first.line() + "; leave one of them out"));
    around.expect(key, place(scalar));
  }

  private void takeStart(CollectionStartEvent start) {
    if (!open.isEmpty() && open.peek().awaitsKey()) {
      problems.add(
          place(start),
          pointer(),
          "a key is a text, not a list or an object; if this was"
              + " to be a text, put quotes around it");
      hopeless = true;
    }
    open.push(new OpenContainer(start instanceof MappingStartEvent, place(start), pointer()));
  }

  private void add(Value value) {
    if (open.isEmpty()) {
      root = value;
    } else if (open.peek().awaitsKey()) {
      open.peek().expect("", value.place());
    } else {
      open.peek().add(value);
    }
  }

  private String pointer() {
    return open.isEmpty() ? "" : open.peek().next();
  }

  private static Value.Style style(ScalarEvent scalar) {
    return switch (scalar.getScalarStyle()) {
      case PLAIN -> Value.Style.PLAIN;
      case LITERAL, FOLDED -> Value.Style.BLOCK;
      default -> Value.Style.QUOTED;
    };
  }

  private static Place place(Event event) {
    return place(event.getStartMark());
  }

  private static Place place(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private void tell(YAMLException wrong) {
    if (wrong instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      problems.add(place(marked.getProblemMark()), pointer(), YamlErrors.told(marked));
    } else if (wrong instanceof ReaderException reader) {
      problems.add(
          source.placeAt(reader.getPosition()),
          "",
          String.format(
              "the character U+%04X is not allowed here; leave it out", reader.getCodePoint()));
    } else {
      problems.add(Place.START, "", "this is no YAML: " + wrong.getMessage());
    }
  }
}
