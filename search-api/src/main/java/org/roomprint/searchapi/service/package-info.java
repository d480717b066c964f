/** How the service itself does: alive, ready, counted. */
@NullMarked
package org.roomprint.searchapi.service;

import org.jspecify.annotations.NullMarked;
