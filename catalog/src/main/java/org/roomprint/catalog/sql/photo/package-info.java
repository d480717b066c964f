/** Photos of hotels. */
@NullMarked
package org.roomprint.catalog.sql.photo;

import org.jspecify.annotations.NullMarked;
