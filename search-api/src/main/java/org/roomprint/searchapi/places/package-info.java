/**
 * Which places a name may mean, by GeoNames' list of places with more than 1,000 people (<a
 * href="https://www.geonames.org">geonames.org</a>, CC BY 4.0).
 *
 * <p>{@link org.roomprint.searchapi.places.Gazetteer} answers with every place that a name may
 * mean: which one is meant is for people to say.
 */
@NullMarked
package org.roomprint.searchapi.places;

import org.jspecify.annotations.NullMarked;
