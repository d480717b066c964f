/**
 * Answers investigators and analysts over HTTP, and serves their pages.
 *
 * <p>Routes, access, the audit written before an answer, metrics and the API description live below
 * this package. It does not know how a file becomes a vector.
 *
 * <p>Begin with {@link org.roomprint.searchapi.SearchApi}, which names the routes; {@link
 * org.roomprint.searchapi.Server} starts the service.
 */
@NullMarked
package org.roomprint.searchapi;

import org.jspecify.annotations.NullMarked;
