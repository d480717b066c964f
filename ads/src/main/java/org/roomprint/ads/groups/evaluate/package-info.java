/**
 * How good groups of ads are: {@link org.roomprint.ads.groups.evaluate.AdWorld} makes ads of which
 * the truth is known, {@link org.roomprint.ads.groups.evaluate.GroupMeasures} measures a grouping
 * beside two simple ones.
 */
@NullMarked
package org.roomprint.ads.groups.evaluate;

import org.jspecify.annotations.NullMarked;
