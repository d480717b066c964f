/**
 * The inbox: what strangers give, between the public service that receives it and the trusted side
 * that judges it.
 *
 * <p>It is apart from the catalog, of which it knows nothing: a database and a folder of files of
 * its own, so that the process that faces the public opens nothing else. Each side has its own
 * interface:
 *
 * <ul>
 *   <li>{@link org.roomprint.inbox.PublicInbox} is all that the public service can do: open a
 *       submission, append to its photos, complete it, and tell or withdraw one whose receipt is
 *       shown. It lists nothing and hands no photo out.
 *   <li>{@link org.roomprint.inbox.InboxIntake} is the trusted side's: complete submissions oldest
 *       first, their photos, their state, and forgetting what was used. It also publishes what the
 *       public may read: the {@linkplain org.roomprint.inbox.PublicHotel hotels} and the keys of
 *       partners.
 * </ul>
 *
 * <h2>What is promised</h2>
 *
 * <p>A receipt is given only when every byte of every photo and the row that names them are on the
 * disk. The trusted side sees a submission from that moment on, whole, and never before. Whatever
 * was begun and not completed is gone after a time.
 *
 * <h2>Secrets</h2>
 *
 * <p>The inbox keeps no receipt, no address of an upload, no device token and no sender's key: only
 * keyed hashes of them, with a key that lies in a file beside the uploads. All of them are derived
 * from the random key that the sender brought, which is not kept either, so that the same question
 * gets the same answer. Of the network that a submission came from it keeps a hash whose key lasts
 * until the next day has ended. A submission's id, which logs and the trusted side use, opens
 * nothing.
 */
@NullMarked
package org.roomprint.inbox;

import org.jspecify.annotations.NullMarked;
