/**
 * The command line: what an operator types, what is printed, and the exit codes. 0: done, also when
 * single files were refused; 1: failed; 2: called or configured wrongly.
 */
@NullMarked
package org.roomprint.indexer.cli;

import org.jspecify.annotations.NullMarked;
