package org.roomprint.vectors.embedding;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Two single models that describe every picture together, in a folder that holds copies of both, so
 * that it goes on being whole when a member is removed elsewhere.
 *
 * <p>Its embedding is the first member's times {@code sqrt(weight)}, followed by the second's times
 * {@code sqrt(1 - weight)}, both of unit length. So it is of unit length itself, and the cosine of
 * two such embeddings is the weighted mean of the members' cosines: {@code weight * first + (1 -
 * weight) * second}. Patch embeddings are those of the first member that gives any.
 *
 * @param directory the folder; the members lie in {@value #FIRST} and {@value #SECOND} in it
 * @param name short name of the model
 * @param version of the model
 * @param first the member whose values come first
 * @param second the other one, of another id
 * @param weight share of the first, above 0 and below 1; the second has the rest
 * @param licence of both members' weights
 * @param measurements what was measured of searches with both; empty where nobody did
 */
public record FusedModel(
    Path directory,
    String name,
    String version,
    ModelFolder first,
    ModelFolder second,
    double weight,
    String licence,
    Optional<ModelMeasurements> measurements)
    implements PictureModel {
  /** Folder of the first member. */
  static final String FIRST = "first";

  /** Folder of the second member. */
  static final String SECOND = "second";

  public FusedModel {
    if (!(weight > 0 && weight < 1)) {
      throw new InvalidModelException(
          "The weight of the first model is above 0 and below 1, not " + weight);
    }
    if (first.modelId().equals(second.modelId())) {
      throw new InvalidModelException(
          "Both members are the same model ("
              + first.name()
              + "), fed in the same way: only two different ones are fused");
    }
    if (first.dimension() + second.dimension() > Embedding.MAX_DIMENSION) {
      throw new InvalidModelException(
          String.format(
              Locale.ROOT,
              "Embeddings of %d and %d values come to %d together; at most %d are taken",
              first.dimension(),
              second.dimension(),
              first.dimension() + second.dimension(),
              Embedding.MAX_DIMENSION));
    }
  }

  /**
   * Two models fused, named and licensed after both.
   *
   * @param directory where the fused model's folder is, or will be
   * @throws InvalidModelException when these two, or this weight, cannot be fused
   */
  static FusedModel of(
      Path directory, String name, ModelFolder first, ModelFolder second, double weight) {
    return new FusedModel(
        directory,
        name,
        first.version() + " + " + second.version(),
        first,
        second,
        weight,
        first.licence().equals(second.licence())
            ? first.licence()
            : first.licence() + " and " + second.licence(),
        Optional.empty());
  }

  /** What is written into its {@code model.json}. */
  Map<String, Object> description() {
    Map<String, Object> fused = new LinkedHashMap<>();
    fused.put("weight", weight);
    fused.put(FIRST, described(first));
    fused.put(SECOND, described(second));
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("name", name);
    description.put("version", version);
    description.put("fused", fused);
    description.put("licence", licence);
    description.put("selfTest", Map.of("expectedFirst8", expectedFirst8()));
    return description;
  }

  private static Map<String, Object> described(ModelFolder member) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", member.name());
    described.put("modelId", member.modelId());
    return described;
  }

  /** SHA-256 of the members' ids, in their order, and of the weight. */
  @Override
  public String modelId() {
    return Sha256.ofLines("fused", first.modelId(), second.modelId(), Double.toString(weight));
  }

  /** Values of both members together. */
  @Override
  public int dimension() {
    return first.dimension() + second.dimension();
  }

  @Override
  public List<ModelFolder> members() {
    return List.of(first, second);
  }

  /** Share of the second member, above 0 and below 1. */
  public double secondWeight() {
    return BigDecimal.ONE.subtract(BigDecimal.valueOf(weight)).doubleValue();
  }

  /** What every value of the first member's embedding is multiplied by. */
  double firstScale() {
    return Math.sqrt(weight);
  }

  /** What every value of the second member's embedding is multiplied by. */
  double secondScale() {
    return Math.sqrt(secondWeight());
  }

  /**
   * First eight values of the embedding of the {@linkplain SelfTestPicture self-test picture} in
   * the first member's size: they follow from that member's.
   */
  List<Double> expectedFirst8() {
    return first.selfTest().expectedFirst8().stream().map(value -> value * firstScale()).toList();
  }
}
