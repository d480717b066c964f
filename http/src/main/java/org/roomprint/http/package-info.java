/**
 * What both services need of HTTP, whatever they serve: request ids, who a client is by its network
 * address, the connections it may have, why a port cannot be listened on, what Jetty refuses by
 * itself, and the rest of a body whose request was answered early.
 *
 * <p>Addresses are looked at in memory only, as a hash with a salt that lasts as long as the
 * process; none is ever logged. The inbox keeps the hash of a network under a key of its day.
 */
@NullMarked
package org.roomprint.http;

import org.jspecify.annotations.NullMarked;
