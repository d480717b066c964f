package org.roomprint.indexer.source;

/**
 * Something of a source that was left out or read otherwise than it is written, while the record
 * that it belongs to was taken.
 *
 * @param reference where it stands, such as {@code line 5, column 'country'}
 * @param reason stable name
 * @param detail what was wrong and what was done
 */
public record SourceNote(String reference, String reason, String detail) {}
