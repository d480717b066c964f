/** What a process that works with the catalog or the inbox does for itself when it starts. */
@NullMarked
package org.roomprint.catalog.process;

import org.jspecify.annotations.NullMarked;
