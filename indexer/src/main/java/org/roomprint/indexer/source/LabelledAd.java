package org.roomprint.indexer.source;

import java.util.List;
import org.roomprint.ads.selectors.AdText;
import org.roomprint.catalog.selectors.Selector;

/**
 * An ad whose selectors are known.
 *
 * @param id unique within its set
 * @param text what is read
 * @param labels the selectors that it holds
 */
public record LabelledAd(String id, AdText text, List<Label> labels) {
  /**
   * One of them.
   *
   * @param selector spelt as {@code SelectorFinder} spells it
   * @param isObfuscated whether it is nowhere written in the ordinary way
   */
  public record Label(Selector selector, boolean isObfuscated) {}

  public LabelledAd {
    labels = List.copyOf(labels);
  }
}
