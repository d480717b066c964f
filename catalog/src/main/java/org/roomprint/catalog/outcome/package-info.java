/**
 * What came of a write: whether a record was added, changed or withheld, what a deletion took out,
 * and the failure of a record that names another which is not there.
 *
 * <p>Begin with {@link org.roomprint.catalog.outcome.PutOutcome}.
 */
@NullMarked
package org.roomprint.catalog.outcome;

import org.jspecify.annotations.NullMarked;
