/**
 * What links ads: which of their pictures are the same or show one room, the groups that were
 * computed from that and from their selectors, and what analysts have decided about them; begin
 * with {@link org.roomprint.catalog.links.AdLinkStore}.
 *
 * <p>Groups have two levels ({@link org.roomprint.catalog.links.GroupLevel}): posters lie inside
 * operations, and every ad is in one group of each, alone if nothing joined it. They are computed
 * elsewhere, all of them again for every change ({@link org.roomprint.catalog.links.Grouping}), and
 * their ids last. What is a decision of a person ({@link
 * org.roomprint.catalog.links.GroupDecision}) is never changed by computing, only withdrawn by a
 * person. A group is ads and nothing else: nothing here says anything of a person.
 */
@NullMarked
package org.roomprint.catalog.links;

import org.jspecify.annotations.NullMarked;
