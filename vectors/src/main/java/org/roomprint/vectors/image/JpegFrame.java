package org.roomprint.vectors.image;

import java.util.ArrayList;
import java.util.List;

/**
 * What the frame header of a JPEG says of its samples (ISO/IEC 10918-1, A.1 and A.2).
 *
 * @param progressive whether its scans bring coefficients by bands and bits
 * @param width in pixels, 1..65535
 * @param height in pixels, 1..65535
 * @param components one, three or four
 */
record JpegFrame(boolean progressive, int width, int height, List<Component> components) {
  private static final int BLOCK = 8;

  JpegFrame {
    components = List.copyOf(components);
  }

  /**
   * One colour.
   *
   * @param id as the scans name it, 0..255
   * @param across blocks of it side by side in an interleaved unit, 1..4
   * @param down likewise one above the other, 1..4
   * @param steps which table of steps it has
   */
  record Component(int id, int across, int down, int steps) {}

  /** Units of interleaved scans in a row. */
  int unitsWide() {
    return divideUp(width, BLOCK * most(true));
  }

  /** Rows of units of interleaved scans. */
  int unitsHigh() {
    return divideUp(height, BLOCK * most(false));
  }

  /** Blocks of a component in a row, without those that only fill a unit. */
  int blocksWide(int component) {
    return divideUp(width * components.get(component).across, BLOCK * most(true));
  }

  /** Rows of blocks of a component, without those that only fill a unit. */
  int blocksHigh(int component) {
    return divideUp(height * components.get(component).down, BLOCK * most(false));
  }

  /** Blocks of a component in a row, with those that fill a unit. */
  int storedWide(int component) {
    return unitsWide() * components.get(component).across;
  }

  /** Blocks of a component in all, with those that fill a unit. */
  int storedBlocks(int component) {
    return storedWide(component) * unitsHigh() * components.get(component).down;
  }

  /** Blocks of all components; each takes a bit in the file at least. */
  long blocks() {
    long sum = 0;
    for (int i = 0; i < components.size(); i++) {
      sum += (long) blocksWide(i) * blocksHigh(i);
    }
    return sum;
  }

  /** Coefficients of all components, with those that fill a unit. */
  long coefficients() {
    long sum = 0;
    for (int i = 0; i < components.size(); i++) {
      sum += (long) storedBlocks(i) * BLOCK * BLOCK;
    }
    return sum;
  }

  /** Components with such an id, in order. */
  List<Integer> named(int id) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < components.size(); i++) {
      if (components.get(i).id == id) {
        found.add(i);
      }
    }
    return found;
  }

  private int most(boolean across) {
    return components.stream()
        .mapToInt(component -> across ? component.across : component.down)
        .max()
        .orElse(1);
  }

  private static int divideUp(int value, int by) {
    return (value + by - 1) / by;
  }
}
