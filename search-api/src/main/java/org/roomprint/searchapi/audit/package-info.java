/**
 * What a reviewer reads of the audit log, each time recorded in it.
 *
 * <p>Begin with {@link org.roomprint.searchapi.audit.AuditRoutes}.
 */
@NullMarked
package org.roomprint.searchapi.audit;

import org.jspecify.annotations.NullMarked;
