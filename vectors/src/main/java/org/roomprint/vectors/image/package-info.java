/**
 * A stranger's bytes to checked pixels.
 *
 * <p>The way in is always the same: {@link org.roomprint.vectors.image.Gate} looks at the bytes
 * before any decoder does (kind, size, frames, and of a JPEG whether its data are whole), and
 * {@link org.roomprint.vectors.image.PictureDecoder} makes upright pixels of them. {@link
 * org.roomprint.vectors.image.WorkerDecoder} does that in processes of their own, without network,
 * files and most of the kernel, for bytes that anybody may have sent; {@link
 * org.roomprint.vectors.image.InProcessDecoder} is for pictures that we wrote ourselves. What is
 * kept is written anew by {@link org.roomprint.vectors.image.Sanitiser}, without metadata; {@link
 * org.roomprint.vectors.image.PictureFacts} reads the few of them that are asked for.
 *
 * <p>{@link org.roomprint.vectors.image.Mask} hides what is not to be looked at, and {@link
 * org.roomprint.vectors.image.MirrorFill} fills it for a model. The only package that sees the
 * codecs.
 */
@NullMarked
package org.roomprint.vectors.image;

import org.jspecify.annotations.NullMarked;
