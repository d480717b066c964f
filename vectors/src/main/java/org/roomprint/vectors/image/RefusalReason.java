package org.roomprint.vectors.image;

/** Why a picture file was refused. */
public enum RefusalReason {
  /** No bytes at all. */
  EMPTY,
  /** More bytes than the limit. */
  TOO_MANY_BYTES,
  /** None of the formats that are read, by its first bytes. */
  UNKNOWN_FORMAT,
  /** The header cannot be read. */
  DAMAGED_HEADER,
  /** More pixels, or a longer side, than the limit. */
  TOO_MANY_PIXELS,
  /** More than one frame. */
  ANIMATED,
  /** Decodes only in part. */
  INCOMPLETE,
  /** The decoder refused the data. */
  UNDECODABLE,
  /** The program that decodes this format is not installed. */
  DECODER_MISSING,
  /** The decoder took longer than the limit. */
  TIMED_OUT,
  /** The decoder process ended while it decoded this file. */
  DECODER_CRASHED
}
