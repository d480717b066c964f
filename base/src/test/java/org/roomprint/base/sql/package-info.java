/** The databases that the tests of the catalog and the inbox run on. */
@NullMarked
package org.roomprint.base.sql;

import org.jspecify.annotations.NullMarked;
