@NullMarked
package org.roomprint.indexer.evaluating;

import org.jspecify.annotations.NullMarked;
