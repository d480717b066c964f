/**
 * Describes pictures for whoever indexes them, apart from it: on any number of threads, in any
 * number of processes, on any machine that sees the catalog and its pictures.
 *
 * <p>{@link org.roomprint.indexer.describing.DescribeWorker} claims what is wanted, describes it
 * from the kept pictures, and leaves it in the description store. {@link
 * org.roomprint.indexer.describing.DescribingProcess} is how a killed process is told from one that
 * is at work.
 */
@NullMarked
package org.roomprint.indexer.describing;

import org.jspecify.annotations.NullMarked;
