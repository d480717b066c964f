/** What a process does for itself when it starts. */
@NullMarked
package org.roomprint.base.process;

import org.jspecify.annotations.NullMarked;
