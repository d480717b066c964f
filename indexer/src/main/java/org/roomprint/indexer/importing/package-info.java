/**
 * Brings hotels, photos and ads into the catalog: read, check, sanitise, record. An import may be
 * stopped anywhere, also by {@code kill -9}, and run again: nothing comes in twice, nothing is
 * lost, and a bad file is a counted refusal.
 */
@NullMarked
package org.roomprint.indexer.importing;

import org.jspecify.annotations.NullMarked;
