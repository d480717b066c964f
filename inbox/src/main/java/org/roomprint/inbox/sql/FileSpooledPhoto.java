package org.roomprint.inbox.sql;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.roomprint.base.Digests;
import org.roomprint.inbox.SpooledPhoto;
import org.roomprint.inbox.files.UploadFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A photo on its way into a file. */
final class FileSpooledPhoto implements SpooledPhoto {
  private static final Logger LOG = LoggerFactory.getLogger(FileSpooledPhoto.class);
  private static final int ID_BYTES = 16;

  /** After so many bytes the disk is asked again whether it has room. */
  private static final int BYTES_BETWEEN_CHECKS = 8 << 20;

  private final UploadFiles files;
  private final String id;
  private final FileChannel channel;
  private final Runnable requireFreeDisk;
  private final MessageDigest digest = Digests.sha256();
  private long bytes;
  private long checkedBytes;

  private FileSpooledPhoto(
      UploadFiles files, String id, FileChannel channel, Runnable requireFreeDisk) {
    this.files = files;
    this.id = id;
    this.channel = channel;
    this.requireFreeDisk = requireFreeDisk;
  }

  /**
   * Opens a file that belongs to no upload yet.
   *
   * @param requireFreeDisk throws where the disk has no more room for photos; asked now and again
   *     while bytes come, since no submission reserves room for them
   */
  static FileSpooledPhoto open(
      UploadFiles files, RandomGenerator random, Runnable requireFreeDisk) {
    requireFreeDisk.run();
    byte[] made = new byte[ID_BYTES];
    random.nextBytes(made);
    String id = HexFormat.of().formatHex(made);
    try {
      return new FileSpooledPhoto(files, id, files.openSpooled(id), requireFreeDisk);
    } catch (IOException e) {
      throw InboxDatabase.meaning(e);
    }
  }

  @Override
  public void write(byte[] some, int from, int count) {
    if (bytes - checkedBytes >= BYTES_BETWEEN_CHECKS) {
      checkedBytes = bytes;
      requireFreeDisk.run();
    }
    try {
      UploadFiles.writeAll(channel, ByteBuffer.wrap(some, from, count));
    } catch (IOException e) {
      throw InboxDatabase.meaning(e);
    }
    digest.update(some, from, count);
    bytes += count;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public String sha256() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The platform's SHA-256 can be cloned", e);
    }
  }

  /** Gives the file its upload's name; on the disk when this returns. */
  void becomeUpload(String uploadId) throws IOException {
    channel.force(true);
    channel.close();
    files.adopt(id, uploadId);
  }

  @Override
  public void close() {
    try {
      channel.close();
      files.deleteSpooled(id);
    } catch (IOException e) {
      LOG.warn("Spooled file {} could not be deleted: {}", id, e.getClass().getName());
    }
  }
}
