@NullMarked
package org.roomprint.catalog.inbox;

import org.jspecify.annotations.NullMarked;
