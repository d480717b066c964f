/**
 * How much one client may do, and who a client is.
 *
 * <p>Addresses are looked at in memory only, as a hash with a salt that lasts as long as the
 * process; none is ever logged. The inbox keeps the hash of a network under a key of its day.
 *
 * <p>Begin with {@link org.roomprint.mobileupload.limits.RateLimitFilter}.
 */
@NullMarked
package org.roomprint.mobileupload.limits;

import org.jspecify.annotations.NullMarked;
