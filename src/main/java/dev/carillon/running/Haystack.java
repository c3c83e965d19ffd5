package dev.carillon.running;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Finds needles in texts, also inside Base64, in one pass however many there are. May be shared by
 * threads.
 */
final class Haystack {
  /** A text is 1, what is Base64 in it 2, and what is Base64 in that 3. */
  private static final int DEEPEST = 3;

  private final List<Needle> needles;

  private final Beginnings beginnings;

  /** The bytes of the shortest one. */
  private final int shortest;

  /** Made when they are needed first; if two threads make them, they are alike. */
  private volatile Optional<Tails> tails = Optional.empty();

  Haystack(List<Needle> needles) {
    this.needles = List.copyOf(needles);
    this.beginnings = new Beginnings(needles);
    this.shortest = needles.stream().mapToInt(Needle::length).min().orElse(Spellings.SHORTEST);
  }

  /** Returns the places of all characters of a text that tell something of a needle. */
  BitSet found(char[] text, Cut cut) {
    return found(text, cut, 1);
  }

  private BitSet found(char[] text, Cut cut, int depth) {
    BitSet found = new BitSet();
    Search search = new Search(text, cut, found);
    search.forBeginnings();
    if (cut != Cut.NOWHERE) {
      search.forEnds();
    }
    if (depth < DEEPEST) {
      new Base64Runs(text, cut == Cut.NOWHERE ? shortest : Spellings.SHORTEST)
          .each(run -> inside(run, text, cut, depth, found));
    }
    return found;
  }

  private void inside(Base64Runs.Run run, char[] text, Cut cut, int depth, BitSet found) {
    Cut inner = cut == Cut.AT_ITS_ENDS && !run.isAtCut() ? Cut.NOWHERE : cut;
    for (int from = 0; from < 4; from++) {
      if (inner != Cut.NOWHERE || run.mayHold(from, beginnings)) {
        BitSet there = found(run.decoded(from), inner, depth + 1);
        for (int at = there.nextSetBit(0); at >= 0; ) {
          int end = there.nextClearBit(at);
          run.mark(from, at, end, found);
          at = there.nextSetBit(end);
        }
      }
    }
  }

  /** One search in one text. */
  private final class Search {
    private final char[] text;
    private final Cut cut;
    private final BitSet found;
    private final Readings readings;

    Search(char[] text, Cut cut, BitSet found) {
      this.text = text;
      this.cut = cut;
      this.found = found;
      this.readings = new Readings(text);
    }

    void forBeginnings() {
      for (int at = 0; at < text.length - 1; at++) {
        if (beginnings.mayBegin(text[at], text[at + 1])) {
          int place = at;
          beginnings.of(readings.at(at)).forEach(it -> beginsAt(place, it));
        }
      }
    }

    private void beginsAt(int place, Needle needle) {
      Needle.Alike alike = needle.alike(readings, place, 0);
      if (alike.length() == needle.length()) {
        found.set(place, endOf(alike.ends()));
      } else if (cut != Cut.NOWHERE && alike.length() >= needle.least()) {
        isCutAfter(place, alike.ends());
      }
    }

    private void isCutAfter(int place, Places ends) {
      int last = cut == Cut.ANYWHERE ? ends.last() : -1;
      for (int each = 0; each < ends.count(); each++) {
        last = Math.max(last, Cut.after(text, ends.get(each)));
      }
      if (last > place) {
        found.set(place, last);
      }
    }

    void forEnds() {
      Readings firsts = new Readings(text);
      Readings seconds = new Readings(text);
      endsFrom(0, firsts, seconds);
      for (int at = 0; at < text.length; at++) {
        int mark = Cut.mark(text, at);
        if (mark > 0 && Cut.mark(text, at + 1) == 0) {
          endsFrom(at + mark, firsts, seconds);
        }
      }
    }

    /** What stands here is read once, and not for each end that may begin with it. */
    private void endsFrom(int place, Readings firsts, Readings seconds) {
      firsts.at(place);
      for (int first = 0; first < firsts.count(); first++) {
        int meant = firsts.meant(first);
        seconds.at(firsts.end(first));
        for (int second = 0; second < seconds.count(); second++) {
          tails().each(meant, seconds.meant(second), (needle, from) -> endsAt(place, needle, from));
        }
      }
    }

    private void endsAt(int place, Needle needle, int from) {
      Needle.Alike alike = needle.alike(readings, place, from);
      if (alike.length() == needle.length() - from) {
        found.set(place, endOf(alike.ends()));
      }
    }

    /**
     * Returns the furthest end. Behind a quote that a backslash escapes the same once more closes the
     * text in JSON: it is left there, though in CSV it may be that quote doubled.
     */
    private int endOf(Places ends) {
      int last = ends.last();
      for (int each = 0; each < ends.count(); each++) {
        int end = ends.get(each);
        int from = 2 * end - last;
        if (end < last
            && from > 0
            && text[from - 1] == '\\'
            && text[end - 1] == '"'
            && Arrays.equals(text, from, end, text, end, last)) {
          return end;
        }
      }
      return last;
    }
  }

  private Tails tails() {
    Tails known = tails.orElseGet(() -> new Tails(needles));
    tails = Optional.of(known);
    return known;
  }
}
