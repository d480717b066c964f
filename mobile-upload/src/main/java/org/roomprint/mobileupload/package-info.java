/**
 * The public service: takes photographs of hotel rooms from anybody and puts them into the inbox.
 *
 * <p>It runs in a process and a trust zone of its own. Of the catalog it sees the inbox's public
 * side and the configuration, and nothing else; it knows no vectors, no gallery and no search, and
 * nothing native touches a stranger's bytes in it.
 */
@NullMarked
package org.roomprint.mobileupload;

import org.jspecify.annotations.NullMarked;
