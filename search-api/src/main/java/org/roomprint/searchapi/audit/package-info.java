/** What a reviewer reads of the audit log, each time recorded in it. */
@NullMarked
package org.roomprint.searchapi.audit;

import org.jspecify.annotations.NullMarked;
