/**
 * Groups of ads: which there are, what they hold, how two of their ads hang together, and what
 * analysts decide about them. What is read is for a case, counted and recorded as ads are; a
 * decision is recorded in the transaction in which it is kept.
 *
 * <p>Begin with {@link org.roomprint.searchapi.ads.AdGroupRoutes}.
 */
@NullMarked
package org.roomprint.searchapi.ads;

import org.jspecify.annotations.NullMarked;
