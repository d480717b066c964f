@NullMarked
package org.roomprint.base.process;

import org.jspecify.annotations.NullMarked;
