package org.roomprint.inbox;

import java.time.Instant;

/**
 * How far an upload has come.
 *
 * @param length bytes that were announced
 * @param offset bytes that are on the disk, 0 to length
 * @param expires when it is gone unless the submission is completed
 */
public record UploadStatus(long length, long offset, Instant expires) {}
