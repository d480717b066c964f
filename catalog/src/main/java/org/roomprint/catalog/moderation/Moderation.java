package org.roomprint.catalog.moderation;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.roomprint.base.Digests;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogWriter;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditOutcome;
import org.roomprint.catalog.contribution.Contribution;
import org.roomprint.catalog.contribution.ContributionState;
import org.roomprint.catalog.contribution.Decision;
import org.roomprint.catalog.contribution.NewHotel;
import org.roomprint.catalog.hotel.Hotel;

/**
 * What an operator may do with a contribution; safe to be called from several threads.
 *
 * <p>Each call is one transaction: the decision, the state and the gallery change together. The
 * receipt, the index and the pictures of what was refused follow with the next intake.
 */
public final class Moderation {
  private final Catalog catalog;
  private final InstantSource clock;

  /** Of this catalog. */
  public Moderation(Catalog catalog, InstantSource clock) {
    this.catalog = catalog;
    this.clock = clock;
  }

  /** Lets a held contribution into the gallery, with its new hotel where it names one. */
  public ModerationOutcome accept(String contributionId, DecidedBy by) {
    return decide(
        contributionId,
        by,
        Map.of("decision", "ACCEPT"),
        (writer, held) -> {
          if (held.state() != ContributionState.HELD) {
            return notHeld(held);
          }
          if (held.hotelId().isEmpty() && held.newHotel().isEmpty()) {
            return new ModerationOutcome.NotPossible(
                "Its hotel is no longer in the catalog: merge it into one that is");
          }
          remember(writer, held, Decision.Kind.ACCEPT, by);
          Optional<String> hotel =
              held.hotelId().or(() -> Optional.of(made(writer, held.newHotel().orElseThrow())));
          return put(writer, held.ofHotel(hotel).inState(ContributionState.WAITING));
        });
  }

  /** Lets a held contribution into the gallery as one about this hotel. */
  public ModerationOutcome merge(String contributionId, String hotelId, DecidedBy by) {
    if (catalog.hotels().find(hotelId).isEmpty()) {
      return new ModerationOutcome.NotPossible(
          "There is no such hotel: choose one of the catalog's");
    }
    return decide(
        contributionId,
        by,
        Map.of("decision", "MERGE", "hotelId", hotelId),
        (writer, held) -> {
          if (held.state() != ContributionState.HELD) {
            return notHeld(held);
          }
          remember(writer, held, Decision.Kind.MERGE, by);
          return put(writer, held.ofHotel(Optional.of(hotelId)).inState(ContributionState.WAITING));
        });
  }

  /** Keeps a contribution out of the gallery, or takes it out. */
  public ModerationOutcome refuse(String contributionId, DecidedBy by) {
    return decide(
        contributionId,
        by,
        Map.of("decision", "REFUSE"),
        (writer, unwanted) ->
            switch (unwanted.state()) {
              case HELD, WAITING, RELEASED -> {
                remember(writer, unwanted, Decision.Kind.REFUSE, by);
                GalleryEntry.leave(writer, unwanted);
                yield put(writer, unwanted.inState(ContributionState.REFUSED));
              }
              case REFUSED ->
                  new ModerationOutcome.NotPossible("It is refused already: undo that first");
              case WITHDRAWN -> withdrawn();
            });
  }

  /** Takes the newest decision back; the contribution is held again. */
  public ModerationOutcome undo(String contributionId, DecidedBy by) {
    return decide(
        contributionId,
        by,
        Map.of("decision", "UNDO"),
        (writer, decided) -> {
          if (decided.state() == ContributionState.WITHDRAWN) {
            return withdrawn();
          }
          Optional<Decision> last = writer.contributions().lastDecision(contributionId);
          if (last.isEmpty()) {
            return new ModerationOutcome.NotPossible("Nothing was decided about it");
          }
          if (decided.hasNoPhotos()) {
            return new ModerationOutcome.NotPossible(
                "Its pictures have been deleted since it was refused; nothing is left to undo");
          }
          GalleryEntry.leave(writer, decided);
          writer.contributions().takeBack(contributionId);
          return put(
              writer, decided.ofHotel(last.get().hotelBefore()).inState(ContributionState.HELD));
        });
  }

  /** A decision takes effect exactly when its record is written. */
  private ModerationOutcome decide(
      String contributionId,
      DecidedBy by,
      Map<String, String> parameters,
      BiFunction<CatalogWriter, Contribution, ModerationOutcome> work) {
    return catalog.write(writer -> {
      Optional<Contribution> found = writer.contributions().find(contributionId);
      if (found.isEmpty()) {
        return new ModerationOutcome.NotFound();
      }
      ModerationOutcome outcome = work.apply(writer, found.get());
      return outcome instanceof ModerationOutcome.Done(Contribution changed, _)
          ? new ModerationOutcome.Done(
              changed, Optional.of(writer.audit(entry(by, parameters, changed)).head()))
          : outcome;
    });
  }

  private static AuditEntry entry(
      DecidedBy by, Map<String, String> parameters, Contribution changed) {
    return AuditEntry.plain(
            by.requestId(), by.actor(), Action.MODERATE, AuditOutcome.DONE, parameters)
        .justified(
            Optional.empty(),
            List.of(
                new AuditEntry.AnswerLine(changed.contributionId(), changed.state().name(), 0)));
  }

  /**
   * Who decides.
   *
   * @param requestId of the request, as in its answer and the logs
   * @param actor whoever made it
   */
  public record DecidedBy(String requestId, AuditEntry.Actor actor) {}

  /** Lets a held contribution into the gallery; for whom only a key is known. */
  public ModerationOutcome accept(String contributionId, String keyId) {
    return accept(contributionId, by(keyId));
  }

  /** Lets a held contribution into the gallery; for whom only a key is known. */
  public ModerationOutcome merge(String contributionId, String hotelId, String keyId) {
    return merge(contributionId, hotelId, by(keyId));
  }

  /** Keeps a contribution out of the gallery; for whom only a key is known. */
  public ModerationOutcome refuse(String contributionId, String keyId) {
    return refuse(contributionId, by(keyId));
  }

  /** Takes the newest decision back; for whom only a key is known. */
  public ModerationOutcome undo(String contributionId, String keyId) {
    return undo(contributionId, by(keyId));
  }

  private static DecidedBy by(String keyId) {
    return new DecidedBy("none", new AuditEntry.Actor(keyId, Optional.empty(), Set.of()));
  }

  private void remember(
      CatalogWriter writer, Contribution about, Decision.Kind kind, DecidedBy by) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    writer
        .contributions()
        .decide(
            about.contributionId(),
            new Decision(kind, by.actor().keyId(), now, about.hotelId(), false));
  }

  private static ModerationOutcome put(CatalogWriter writer, Contribution changed) {
    writer.contributions().put(changed);
    return new ModerationOutcome.Done(changed, Optional.empty());
  }

  /** The hotel that a sender missed, now in the catalog; the same words give the same hotel. */
  private static String made(CatalogWriter writer, NewHotel missing) {
    String id =
        "public-"
            + Digests.derivedId(
                "hotel", missing.name(), missing.town().orElse(""), missing.country().orElse(""));
    writer.putHotel(
        new Hotel(
            id,
            missing.name(),
            Optional.empty(),
            Optional.empty(),
            missing.country(),
            missing.town(),
            Optional.empty(),
            "public"));
    return id;
  }

  private static ModerationOutcome notHeld(Contribution contribution) {
    return contribution.state() == ContributionState.WITHDRAWN
        ? withdrawn()
        : new ModerationOutcome.NotPossible(
            "It is not waiting for a decision: undo the one that was made");
  }

  private static ModerationOutcome withdrawn() {
    return new ModerationOutcome.NotPossible("Its sender has taken it back");
  }
}
