@NullMarked
package org.roomprint.searchapi;

import org.jspecify.annotations.NullMarked;
