package org.roomprint.inbox;

/** What became of bytes that were to be appended to an upload. */
public sealed interface AppendOutcome {
  /**
   * They are on the disk.
   *
   * @param status with the new offset
   */
  record Appended(UploadStatus status) implements AppendOutcome {}

  /**
   * They do not begin where the upload ends; nothing changed.
   *
   * @param status with the offset that would be right
   */
  record WrongOffset(UploadStatus status) implements AppendOutcome {}

  /** Their digest is not the expected one; nothing changed. */
  record WrongDigest() implements AppendOutcome {}

  /** They are more than was announced; nothing changed. */
  record TooMany() implements AppendOutcome {}

  /** A newer request took the upload over; what had come by then may be kept. */
  record CutOff() implements AppendOutcome {}

  /** There is no such upload, or no longer. */
  record NoUpload() implements AppendOutcome {}
}
