/**
 * What this service answers beyond what every service does: the kinds of problem of its own.
 *
 * <p>They are {@link org.roomprint.mobileupload.http.UploadProblem}.
 */
@NullMarked
package org.roomprint.mobileupload.http;

import org.jspecify.annotations.NullMarked;
