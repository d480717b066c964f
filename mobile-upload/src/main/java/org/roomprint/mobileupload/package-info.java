/**
 * The public service: takes photographs of hotel rooms from anybody and puts them into the inbox.
 *
 * <p>It runs in a process and a trust zone of its own. It sees the inbox's public side and the
 * configuration, and nothing else; it knows no catalog, no vectors, no gallery and no search, and
 * nothing native touches a stranger's bytes in it.
 *
 * <p>Begin with {@link org.roomprint.mobileupload.MobileApi}, which names the routes; {@link
 * org.roomprint.mobileupload.Receiver} starts the service.
 */
@NullMarked
package org.roomprint.mobileupload;

import org.jspecify.annotations.NullMarked;
