/** Tests of the schedule. */
@org.jspecify.annotations.NullMarked
package org.roomprint.indexer.jobs;
