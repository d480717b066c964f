/**
 * Finds selectors, the contacts by which ads are linked, in the text of an ad; begin with {@link
 * org.roomprint.ads.selectors.SelectorFinder}.
 *
 * <p>A text is first folded ({@code FoldedAd}: what looks alike is alike, what cannot be seen is
 * gone). Then one finder after another takes what it knows and leaves the rest to the next: crypto
 * addresses, links and e-mail, names on platforms, and of the numbers that are left those of
 * phones. Words of all languages stand in the lists beside the classes, never in them.
 */
@NullMarked
package org.roomprint.ads.selectors;

import org.jspecify.annotations.NullMarked;
