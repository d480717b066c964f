/**
 * Text in pictures, read: begin with {@link org.roomprint.vectors.text.TextReader}.
 *
 * <p>A detector finds where lines are, a reader reads each, and {@link
 * org.roomprint.vectors.text.TextReader} puts them into the order in which a person would read.
 * Nothing is understood here: which of it is a phone number is for whoever asks.
 */
@NullMarked
package org.roomprint.vectors.text;

import org.jspecify.annotations.NullMarked;
