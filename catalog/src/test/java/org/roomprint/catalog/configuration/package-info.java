@NullMarked
package org.roomprint.catalog.configuration;

import org.jspecify.annotations.NullMarked;
