package org.roomprint.catalog.describing;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.picture.PictureId;

/**
 * Which pictures are to be described with which model, and who does it: the agreement between the
 * one who indexes and any number of those who describe, on any machine that sees the catalog.
 *
 * <p>The one who indexes asks for what its index lacks ({@link #want}) and forgets it when the
 * index holds it ({@link #forget}). Whoever describes takes some for a time ({@link #claim}), and
 * says of each what came of it. A claim whose time has run out is anybody's again, so a picture is
 * described however many of them are killed; it may then be described twice, which changes nothing.
 */
public interface DescribeTasks {
  /**
   * A picture that is to be described.
   *
   * @param picture of the kept file
   * @param sequence of the change that needs it: the smallest is claimed first
   */
  record Wanted(PictureId picture, long sequence) {}

  /** How far a picture has come. */
  sealed interface State {
    /** Nobody has described it yet; somebody may be about to. */
    record Waiting() implements State {}

    /** Its description was left where the one who indexes finds it. */
    record Described() implements State {}

    /**
     * It cannot be described.
     *
     * @param reason what is wrong with its file
     */
    record LeftOut(Reason reason, String detail) implements State {}
  }

  /** Why a picture cannot be described. */
  enum Reason {
    /** There is no file any more. */
    MISSING,
    /** The file is not what was once written. */
    DAMAGED,
    /** The file cannot be decoded. */
    UNDECODABLE
  }

  /** Asks for pictures; those that were asked for already stay as they are. */
  void want(String modelId, Collection<Wanted> pictures);

  /** Asks again for pictures of which a description was said to be there, and is not. */
  void wantAgain(String modelId, Collection<PictureId> pictures);

  /**
   * Takes pictures that nobody else has; two claims never have the same one at the same time.
   *
   * @param owner who takes them
   * @param limit 1 to {@value Page#MAX_LIMIT}
   * @param leaseFor how long they are not given to anybody else
   * @return empty when there is nothing to do
   */
  List<PictureId> claim(String modelId, String owner, int limit, Duration leaseFor, Instant now);

  /** Says that these were described; of one that another has claimed since, it says nothing. */
  void described(String modelId, String owner, Collection<PictureId> pictures);

  /** Says that a picture cannot be described; nothing if another has claimed it since. */
  void leftOut(String modelId, String owner, PictureId picture, Reason reason, String detail);

  /** Gives back all that an owner has claimed and not finished. */
  void release(String owner);

  /** Owners of claims whose time has not run out. */
  List<String> owners(Instant now);

  /** How far a picture has come; empty when nobody asked for it. */
  Optional<State> state(String modelId, PictureId picture);

  /** Ids of the models with which something waits to be described. */
  List<String> wantedModels();

  /** How many wait to be described, claimed ones included, with any model. */
  long waiting();

  /** Forgets pictures: the index holds them, or never will. */
  void forget(String modelId, Collection<PictureId> pictures);

  /**
   * Forgets what was asked for by some changes and by those before them: an index that begins, or
   * begins again, has followed them.
   */
  void forgetUpTo(String modelId, long sequence);

  /** Forgets what was asked for with any other model. */
  void forgetOtherModels(String modelId);
}
