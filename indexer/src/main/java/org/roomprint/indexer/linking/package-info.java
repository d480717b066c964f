/**
 * Links ads while they come in: {@link org.roomprint.indexer.linking.GroupingJob} finds the
 * selectors in texts that were not read yet, says which of their pictures are the same or show one
 * room, and computes the groups of all ads anew when anything has changed.
 *
 * <p>It reads and writes the catalog, and asks the index through a {@link
 * org.roomprint.vectors.search.SearchSession}. What makes a group is decided in {@code
 * org.roomprint.ads.groups}.
 */
@NullMarked
package org.roomprint.indexer.linking;

import org.jspecify.annotations.NullMarked;
