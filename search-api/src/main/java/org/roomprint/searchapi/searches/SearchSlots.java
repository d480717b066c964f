package org.roomprint.searchapi.searches;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.Connection;
import org.roomprint.searchapi.http.AccessFilter;

/**
 * Bounds how many searches are worked on at once, and with them the memory and the time that query
 * images take.
 *
 * <p>A search takes a slot when its body is there, not before: a sender who is slow, or means to
 * be, waits at his own expense. One key has at most half of the slots, and the key that had the
 * fewest comes next; what one search costs is bounded by the pixels that its pictures declare.
 */
public final class SearchSlots {
  private final FairTurns slots;
  private final BodyTurns bodies;
  private final long maxPixels;

  /**
   * Sets the bounds.
   *
   * @param searches at once, at least 1
   * @param bodies held in memory at once, at least 2; one key may have half of them
   * @param bodyBytes that these announce together at most; a single one may have more
   * @param maxPixels that the pictures and masks of one search may declare together
   * @param patience how long a search waits for each of its turns
   */
  public SearchSlots(int searches, int bodies, long bodyBytes, long maxPixels, Duration patience) {
    this.slots = new FairTurns(searches, (searches + 1) / 2, patience);
    this.bodies = new BodyTurns(bodies, bodies / 2, bodyBytes, patience);
    this.maxPixels = maxPixels;
  }

  /** Takes a search's body in, and runs the search when it is its turn. */
  <T> T run(Context context, Supplier<T> search) {
    String key = AccessFilter.principalOf(context).id();
    BodyTurns.Held body = bodies.enter(key, announced(context), senderOf(context));
    try {
      QueryPictures.receive(context);
      bodies.whole(body);
      QueryPictures.requirePixels(context, maxPixels);
      slots.enter(key);
      try {
        return search.get();
      } finally {
        slots.leave(key);
      }
    } finally {
      bodies.leave(body);
    }
  }

  /** Of a body whose length is not said, that of the largest. */
  private static long announced(Context context) {
    long said = context.req().getContentLengthLong();
    return said < 0 ? QueryPictures.MAX_REQUEST_MIB * 1024L * 1024 : said;
  }

  private static BodyTurns.Sender senderOf(Context context) {
    Connection connection =
        ServletContextRequest.getServletContextRequest(context.req())
            .getConnectionMetaData()
            .getConnection();
    return new BodyTurns.Sender() {
      @Override
      public long receivedBytes() {
        return connection.getBytesIn();
      }

      // With the connection the wait for what is still to come ends.
      @Override
      public void abort() {
        connection.getEndPoint().close();
      }
    };
  }
}
