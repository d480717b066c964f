@NullMarked
package org.roomprint.catalog.process;

import org.jspecify.annotations.NullMarked;
