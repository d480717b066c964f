/**
 * The files of an inbox: the photos as their senders send them, and the key of its hashes. Nothing
 * here looks into a photo.
 *
 * <p>Begin with {@link org.roomprint.inbox.files.UploadFiles}.
 */
@NullMarked
package org.roomprint.inbox.files;

import org.jspecify.annotations.NullMarked;
