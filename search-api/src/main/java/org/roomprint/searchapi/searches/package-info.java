/**
 * Searches: each needs a case and a purpose, holds its query images in memory only, and is recorded
 * in the audit log before its answer is sent.
 */
@NullMarked
package org.roomprint.searchapi.searches;

import org.jspecify.annotations.NullMarked;
