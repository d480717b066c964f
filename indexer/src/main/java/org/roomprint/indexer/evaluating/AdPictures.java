package org.roomprint.indexer.evaluating;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roomprint.indexer.source.ListedFile;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.hash.PdqHasher;
import org.roomprint.vectors.hash.PdqResult;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.DecodeOutcome;
import org.roomprint.vectors.image.InProcessDecoder;

/**
 * Says which pictures of a set of ads are the same: by their bytes and their PDQ hash where there
 * is a file, else by their name. Pictures are near copies of the first one that they are near to,
 * in the order of their hashes, so that no chain of small changes joins what is not alike.
 */
public final class AdPictures {
  /** Long side at which a picture is decoded for its hash, in pixels. */
  private static final int SIDE_PIXELS = 1024;

  private final Map<Path, String> identities = new HashMap<>();

  /** Compares all pictures. */
  public AdPictures(List<ListedFile> pictures) {
    Map<Path, ContentHash> bytes = new HashMap<>();
    Map<ContentHash, Optional<PdqHash>> hashes = new HashMap<>();
    PdqHasher hasher = new PdqHasher();
    try (InProcessDecoder decoder = new InProcessDecoder()) {
      for (ListedFile picture : pictures) {
        if (picture instanceof ListedFile.At(Path file, _) && Files.isRegularFile(file)) {
          byte[] content = read(file);
          ContentHash hash = ContentHash.of(content);
          bytes.put(file, hash);
          hashes.computeIfAbsent(hash, any -> pdq(decoder, hasher, content));
        }
      }
    }
    Map<ContentHash, String> groups = groups(hashes);
    bytes.forEach((file, hash) -> identities.put(file, groups.getOrDefault(hash, hash.hex())));
  }

  /** The identity of a picture; empty for one that must not be opened. */
  public Optional<String> identity(ListedFile picture) {
    return switch (picture) {
      case ListedFile.At(Path file, _) ->
          Optional.of(identities.getOrDefault(file, file.toString()));
      case ListedFile.Refused _, ListedFile.Within _ -> Optional.empty();
    };
  }

  /** How many pictures have a file. */
  public int files() {
    return identities.size();
  }

  private static Map<ContentHash, String> groups(Map<ContentHash, Optional<PdqHash>> hashes) {
    record Hashed(ContentHash content, PdqHash hash) {}

    List<Hashed> known = new ArrayList<>();
    hashes.forEach((content, hash) -> hash.ifPresent(of -> known.add(new Hashed(content, of))));
    known.sort(
        Comparator.comparing((Hashed one) -> one.hash().toHex())
            .thenComparing(one -> one.content().hex()));
    Map<ContentHash, String> groups = new HashMap<>();
    List<Hashed> leaders = new ArrayList<>();
    for (Hashed one : known) {
      Optional<Hashed> near =
          leaders.stream()
              .filter(leader -> leader.hash().distance(one.hash()) <= PdqHash.SAME_PICTURE_DISTANCE)
              .findFirst();
      if (near.isEmpty()) {
        leaders.add(one);
      }
      groups.put(one.content(), near.orElse(one).content().hex());
    }
    return groups;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new SourceException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The hash, if there is a picture with structure enough to be told by it. */
  private static Optional<PdqHash> pdq(InProcessDecoder decoder, PdqHasher hasher, byte[] content) {
    return switch (decoder.decode(content, SIDE_PIXELS)) {
      case DecodeOutcome.Decoded decoded -> {
        PdqResult result = hasher.hash(decoded.picture());
        yield result.quality() > PdqHash.LOW_QUALITY
            ? Optional.of(result.hash())
            : Optional.empty();
      }
      case DecodeOutcome.Refused _ -> Optional.empty();
    };
  }
}
