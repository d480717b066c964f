/**
 * Pictures to numbers to nearest neighbours.
 *
 * <p>A picture's way leads through the packages below in this order: {@code image} (gate, decoder,
 * masks), {@code hash} (exact copies and near copies), {@code embedding} (what it looks like),
 * {@code local} (points that can be verified), {@code describe} (all of these together), {@code
 * index} (where descriptions are kept and found), {@code search} (a ranked answer with its reasons)
 * and {@code evaluate} (how good that answer is); {@code files} is beside the way, for all of them.
 * Nothing here knows of HTTP, SQL or command lines.
 */
@NullMarked
package org.roomprint.vectors;

import org.jspecify.annotations.NullMarked;
