/**
 * One configuration file for all processes: {@code roomprint.conf}, one section per module, each
 * key overridable by the environment. A module's settings are one record with defaults; {@link
 * org.roomprint.base.configuration.Settings#read} fills it. An unknown key is an error.
 */
@NullMarked
package org.roomprint.base.configuration;

import org.jspecify.annotations.NullMarked;
