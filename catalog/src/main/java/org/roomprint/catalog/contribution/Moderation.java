package org.roomprint.catalog.contribution;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiFunction;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogWriter;
import org.roomprint.catalog.Digests;
import org.roomprint.catalog.Hotel;
import org.roomprint.catalog.inbox.SubmittedHotel;

/**
 * What an operator may do with a contribution; safe to be called from several threads.
 *
 * <p>Each call is one transaction: the decision, the state and the gallery change together. The
 * receipt, the index and the pictures of what was refused follow with the next drain.
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
  public ModerationOutcome accept(String contributionId, String keyId) {
    return decide(
        contributionId,
        (writer, held) -> {
          if (held.state() != ContributionState.HELD) {
            return notHeld(held);
          }
          if (held.hotelId().isEmpty() && held.newHotel().isEmpty()) {
            return new ModerationOutcome.NotPossible(
                "Its hotel is no longer in the catalog: merge it into one that is");
          }
          remember(writer, held, Decision.Kind.ACCEPT, keyId);
          Optional<String> hotel =
              held.hotelId().or(() -> Optional.of(made(writer, held.newHotel().orElseThrow())));
          return put(writer, held.ofHotel(hotel).inState(ContributionState.WAITING));
        });
  }

  /** Lets a held contribution into the gallery as one about this hotel. */
  public ModerationOutcome merge(String contributionId, String hotelId, String keyId) {
    if (catalog.hotels().find(hotelId).isEmpty()) {
      return new ModerationOutcome.NotPossible(
          "There is no such hotel: choose one of the catalog's");
    }
    return decide(
        contributionId,
        (writer, held) -> {
          if (held.state() != ContributionState.HELD) {
            return notHeld(held);
          }
          remember(writer, held, Decision.Kind.MERGE, keyId);
          return put(writer, held.ofHotel(Optional.of(hotelId)).inState(ContributionState.WAITING));
        });
  }

  /** Keeps a contribution out of the gallery, or takes it out. */
  public ModerationOutcome refuse(String contributionId, String keyId) {
    return decide(
        contributionId,
        (writer, unwanted) ->
            switch (unwanted.state()) {
              case HELD, WAITING, RELEASED -> {
                remember(writer, unwanted, Decision.Kind.REFUSE, keyId);
                GalleryEntry.leave(writer, unwanted);
                yield put(writer, unwanted.inState(ContributionState.REFUSED));
              }
              case REFUSED ->
                  new ModerationOutcome.NotPossible("It is refused already: undo that first");
              case WITHDRAWN -> withdrawn();
            });
  }

  /** Takes the newest decision back; the contribution is held again. */
  public ModerationOutcome undo(String contributionId, String keyId) {
    return decide(
        contributionId,
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

  private ModerationOutcome decide(
      String contributionId, BiFunction<CatalogWriter, Contribution, ModerationOutcome> work) {
    return catalog.write(writer -> {
      Optional<Contribution> found = writer.contributions().find(contributionId);
      return found.isEmpty() ? new ModerationOutcome.NotFound() : work.apply(writer, found.get());
    });
  }

  private void remember(
      CatalogWriter writer, Contribution about, Decision.Kind kind, String keyId) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    writer
        .contributions()
        .decide(about.contributionId(), new Decision(kind, keyId, now, about.hotelId(), false));
  }

  private static ModerationOutcome put(CatalogWriter writer, Contribution changed) {
    writer.contributions().put(changed);
    return new ModerationOutcome.Done(changed);
  }

  /** The hotel that a sender missed, now in the catalog; the same words give the same hotel. */
  private static String made(CatalogWriter writer, SubmittedHotel.Missing missing) {
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
