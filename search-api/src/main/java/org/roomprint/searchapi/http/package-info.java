/**
 * Who may ask what, and how often: the check that a route is only answered for whom it is meant,
 * quotas, the recording of refusals, and the kinds of problem that only this service has.
 *
 * <p>Begin with {@link org.roomprint.searchapi.http.AccessFilter}, which asks {@link
 * org.roomprint.catalog.access.AccessControl}.
 */
@NullMarked
package org.roomprint.searchapi.http;

import org.jspecify.annotations.NullMarked;
