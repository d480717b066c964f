/** What this service answers beyond what every service does: the kinds of problem of its own. */
@NullMarked
package org.roomprint.mobileupload.http;

import org.jspecify.annotations.NullMarked;
