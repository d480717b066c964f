/**
 * Advertisements, each time that they were seen, their images, and the contacts that were read from
 * them.
 *
 * <p>An {@link org.roomprint.catalog.ad.Ad} and its images are records of their own: an ad may be
 * known before any image of it is, and its images go with it when it is deleted. Two ads are linked
 * by an equal {@link org.roomprint.catalog.selectors.Selector}, or by their pictures, which is the
 * index's affair.
 *
 * <p>The same ad seen again is one ad with one more {@link org.roomprint.catalog.ad.AdSighting},
 * and {@link org.roomprint.catalog.ad.TextDifference} shows what was changed in between. The ad is
 * what its latest sighting says; an older one that comes in later only fills in what is not known.
 */
@NullMarked
package org.roomprint.catalog.ad;

import org.jspecify.annotations.NullMarked;
