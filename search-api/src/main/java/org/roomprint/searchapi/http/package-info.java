/**
 * What every answer of a Roomprint service has in common, whatever it is about: problem documents,
 * request ids, security headers, and the check that a route is only answered for whom it is meant.
 */
@NullMarked
package org.roomprint.searchapi.http;

import org.jspecify.annotations.NullMarked;
