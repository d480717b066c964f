@NullMarked
package org.roomprint.inbox;

import org.jspecify.annotations.NullMarked;
