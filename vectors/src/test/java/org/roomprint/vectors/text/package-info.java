@NullMarked
package org.roomprint.vectors.text;

import org.jspecify.annotations.NullMarked;
