package dev.carillon.running;

/** A few places of a text, each once; of very many the first ones. */
final class Places {
  private static final int MOST = 16;

  private final int[] places = new int[MOST];
  private int count;

  void clear() {
    count = 0;
  }

  void add(int place) {
    for (int at = 0; at < count; at++) {
      if (places[at] == place) {
        return;
      }
    }
    if (count < MOST) {
      places[count] = place;
      count++;
    }
  }

  int count() {
    return count;
  }

  int get(int which) {
    return places[which];
  }

  /** Returns the one that is nearest to the text's end. */
  int last() {
    int last = -1;
    for (int at = 0; at < count; at++) {
      last = Math.max(last, places[at]);
    }
    return last;
  }
}
