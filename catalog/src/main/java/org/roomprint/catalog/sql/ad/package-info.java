/** Ads with their selectors, and the images of ads. */
@NullMarked
package org.roomprint.catalog.sql.ad;

import org.jspecify.annotations.NullMarked;
