package org.roomprint.vectors.embedding;

import java.util.List;
import java.util.Optional;

/**
 * What somebody who brings an ONNX file says of it; what is absent is read from the file.
 *
 * @param version of the model, as its origin calls it
 * @param width of the input in pixels; needed where the file takes any size
 * @param height of the input in pixels; needed where the file takes any size
 * @param fit how a picture comes to that size
 * @param colour order of the colours
 * @param mean for each colour, 0..255
 * @param std for each colour, above 0, on the same scale
 * @param layout order of the values; needed where the file does not say
 * @param output name of the output that holds the embedding; needed where the file has several
 * @param pooling how one vector is made of it; needed where it is none
 * @param licence of the weights
 * @param trainingData what they were trained on
 */
public record ModelRecipe(
    String version,
    Optional<Integer> width,
    Optional<Integer> height,
    ModelFolder.Fit fit,
    ModelFolder.Colour colour,
    List<Double> mean,
    List<Double> std,
    Optional<ModelFolder.Layout> layout,
    Optional<String> output,
    Optional<Pooling> pooling,
    String licence,
    String trainingData) {
  public ModelRecipe {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.size() != 3 || std.size() != 3 || std.stream().anyMatch(value -> value <= 0)) {
      throw new IllegalArgumentException(
          "A mean and a std have 3 values each, one for each colour, and no std is 0 or less");
    }
    if (licence.isBlank()) {
      throw new IllegalArgumentException("The licence of the weights is to be named");
    }
  }
}
