@NullMarked
package org.roomprint.base.configuration;

import org.jspecify.annotations.NullMarked;
