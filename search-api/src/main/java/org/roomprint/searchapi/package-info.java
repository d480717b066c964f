/**
 * Answers investigators and analysts over HTTP, and serves their pages.
 *
 * <p>Routes, access, the audit written before an answer, metrics and the API description live below
 * this package. It does not know how a file becomes a vector.
 */
@NullMarked
package org.roomprint.searchapi;

import org.jspecify.annotations.NullMarked;
