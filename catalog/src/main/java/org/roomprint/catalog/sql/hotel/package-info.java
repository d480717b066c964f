/** Hotels, chains and the parts of names by which hotels are found. */
@NullMarked
package org.roomprint.catalog.sql.hotel;

import org.jspecify.annotations.NullMarked;
