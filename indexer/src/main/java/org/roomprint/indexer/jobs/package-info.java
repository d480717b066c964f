/**
 * What a process that runs for long does again and again: {@link
 * org.roomprint.indexer.jobs.Schedule} gives each job a clock of its own.
 */
@NullMarked
package org.roomprint.indexer.jobs;

import org.jspecify.annotations.NullMarked;
