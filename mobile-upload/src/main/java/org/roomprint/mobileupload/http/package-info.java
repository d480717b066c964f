/** What every answer of the public service has in common: problem documents, ids, headers, JSON. */
@NullMarked
package org.roomprint.mobileupload.http;

import org.jspecify.annotations.NullMarked;
