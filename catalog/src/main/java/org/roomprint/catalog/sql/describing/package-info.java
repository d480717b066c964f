/** Tasks of those who describe pictures: wanted, claimed by a lease, done. */
@NullMarked
package org.roomprint.catalog.sql.describing;

import org.jspecify.annotations.NullMarked;
