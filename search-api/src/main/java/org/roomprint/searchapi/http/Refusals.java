package org.roomprint.searchapi.http;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.roomprint.base.StoreException;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditLog;
import org.roomprint.catalog.audit.AuditOutcome;
import org.roomprint.http.ProblemType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what was refused: the first of a kind at once, and of what follows within a minute only
 * how often, so that whoever knocks three thousand times does not fill the log. Safe to be called
 * from several threads.
 */
public final class Refusals implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  /** Kinds of refusal that are told apart within a minute; more are counted together. */
  private static final int MAX_KINDS = 1_000;

  /** Key ids that are named in one record. */
  private static final int MAX_KEY_IDS = 20;

  private static final String MANY = "many";

  private final AuditLog log;
  private final InstantSource clock;
  private final Map<Kind, Tally> tallies = new LinkedHashMap<>();

  private record Kind(String keyId, Action action, String why) {}

  private static final class Tally {
    final AuditEntry.Actor actor;
    final String requestId;
    final String since;
    final Set<String> keyIds = new TreeSet<>();
    final Set<String> clients = new TreeSet<>();
    long more;

    Tally(AuditEntry.Actor actor, String requestId, String since) {
      this.actor = actor;
      this.requestId = requestId;
      this.since = since;
    }
  }

  /** Into this log. */
  public Refusals(AuditLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /** Something that somebody who is known asked for was refused. */
  public void refused(String requestId, AuditEntry.Actor actor, Action action, ProblemType why) {
    note(requestId, actor, action, why.name(), Optional.empty(), "");
  }

  /**
   * A key was presented that is none, or no longer one.
   *
   * @param keyId that it names, where it has the form of a key
   * @param client whoever presented it, as a hash
   */
  public void wrongKey(String requestId, String why, Optional<String> keyId, String client) {
    note(
        requestId,
        new AuditEntry.Actor(AuditEntry.NO_KEY, Optional.empty(), Set.of()),
        Action.PRESENT_KEY,
        why,
        keyId,
        client);
  }

  private void note(
      String requestId,
      AuditEntry.Actor actor,
      Action action,
      String why,
      Optional<String> keyId,
      String client) {
    Tally tally;
    synchronized (this) {
      Kind kind = new Kind(actor.keyId(), action, why);
      if (!tallies.containsKey(kind) && tallies.size() >= MAX_KINDS) {
        kind = new Kind(MANY, action, MANY);
      }
      Tally known = tallies.get(kind);
      if (known != null) {
        known.more++;
        remember(known.keyIds, keyId.orElse(""));
        remember(known.clients, client);
        return;
      }
      tally = new Tally(actor, requestId, clock.instant().toString());
      tallies.put(kind, tally);
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("why", why);
    keyId.ifPresent(id -> facts.put("keyId", id));
    append(requestId, tally.actor, action, facts);
  }

  private static void remember(Set<String> some, String one) {
    if (!one.isEmpty() && some.size() < MAX_KEY_IDS) {
      some.add(one);
    }
  }

  /** Records how often each kind was refused since it was first; called every minute. */
  public void flush() {
    Map<Kind, Tally> counted;
    synchronized (this) {
      counted = new LinkedHashMap<>(tallies);
      tallies.clear();
    }
    counted.forEach((kind, tally) -> {
      if (tally.more > 0) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("why", kind.why());
        facts.put("further", tally.more);
        facts.put("since", tally.since);
        if (!tally.keyIds.isEmpty()) {
          facts.put("keyIds", tally.keyIds);
        }
        if (!tally.clients.isEmpty()) {
          facts.put("clients", tally.clients.size());
        }
        append(tally.requestId, tally.actor, kind.action(), facts);
      }
    });
  }

  /** A refusal stays one, also where it cannot be recorded. */
  private void append(
      String requestId, AuditEntry.Actor actor, Action action, Map<String, Object> facts) {
    try {
      log.append(AuditEntry.plain(requestId, actor, action, AuditOutcome.REFUSED, facts));
    } catch (StoreException e) {
      LOG.error("A refusal could not be recorded: {}", e.getClass().getName());
    }
  }

  @Override
  public void close() {
    flush();
  }
}
