/**
 * How the service itself does: alive, ready, counted.
 *
 * <p>Begin with {@link org.roomprint.searchapi.service.Health}.
 */
@NullMarked
package org.roomprint.searchapi.service;

import org.jspecify.annotations.NullMarked;
