/** What links ads: pictures, groups, edges, cuts, and decisions about them. */
@NullMarked
package org.roomprint.catalog.sql.links;

import org.jspecify.annotations.NullMarked;
