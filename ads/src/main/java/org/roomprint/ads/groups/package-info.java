/**
 * Says which ads belong to the same poster and which to the same operation; begin with {@link
 * org.roomprint.ads.groups.AdGrouping}.
 *
 * <p>Ads come as {@link org.roomprint.ads.groups.KeyedAd}s: what they hold that others may hold
 * too. {@link org.roomprint.ads.groups.NearCopies} finds copied texts. The numbers that decide
 * stand in {@link org.roomprint.ads.groups.Weights}; what came out, with every edge and every cut,
 * is an {@link org.roomprint.ads.groups.AdGroups}; {@link org.roomprint.ads.groups.StableIds}
 * carries the ids of groups over from one grouping to the next. Nothing here scores a person.
 */
@NullMarked
package org.roomprint.ads.groups;

import org.jspecify.annotations.NullMarked;
