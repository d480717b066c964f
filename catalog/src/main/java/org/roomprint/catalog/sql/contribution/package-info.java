/** What came out of the inbox, with its photos, findings and decisions. */
@NullMarked
package org.roomprint.catalog.sql.contribution;

import org.jspecify.annotations.NullMarked;
