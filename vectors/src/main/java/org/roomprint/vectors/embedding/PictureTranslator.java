package org.roomprint.vectors.embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.image.Resizer;

/** Scales and normalises pictures, and picks the embedding out of the model's outputs. */
record PictureTranslator(ModelFolder folder)
    implements Translator<List<RasterImage>, List<EmbeddedPicture>> {
  @Override
  public @Nullable Batchifier getBatchifier() {
    return null;
  }

  @Override
  public NDList processInput(TranslatorContext context, List<RasterImage> pictures) {
    ModelFolder.Input input = folder.input();
    int values = input.width() * input.height() * RasterImage.CHANNELS;
    float[] batch = new float[pictures.size() * values];
    for (int i = 0; i < pictures.size(); i++) {
      fill(input, fitted(pictures.get(i)).toRgb(), batch, i * values);
    }
    NDArray array =
        context.getNDManager().create(FloatBuffer.wrap(batch), shape(input, pictures.size()));
    array.setName(input.name());
    return new NDList(array);
  }

  private RasterImage fitted(RasterImage picture) {
    ModelFolder.Input input = folder.input();
    RasterImage whole =
        switch (input.fit()) {
          case SQUASH -> picture;
          case CROP -> Resizer.cropToProportion(picture, input.width(), input.height());
        };
    return Resizer.resize(whole, input.width(), input.height());
  }

  /** Shape of the model's input for so many pictures. */
  static Shape shape(ModelFolder.Input input, int pictures) {
    return switch (input.layout()) {
      case NCHW -> new Shape(pictures, RasterImage.CHANNELS, input.height(), input.width());
      case NHWC -> new Shape(pictures, input.height(), input.width(), RasterImage.CHANNELS);
    };
  }

  /**
   * Writes one picture into a batch.
   *
   * @param rgb of the input's size, {@code [height][width][3]}
   * @param from where its first value goes
   */
  static void fill(ModelFolder.Input input, byte[] rgb, float[] batch, int from) {
    int pixels = rgb.length / RasterImage.CHANNELS;
    for (int c = 0; c < RasterImage.CHANNELS; c++) {
      float mean = input.mean().get(c).floatValue();
      float scale = (float) (1 / input.std().get(c));
      int source = input.colour() == ModelFolder.Colour.RGB ? c : RasterImage.CHANNELS - 1 - c;
      boolean planes = input.layout() == ModelFolder.Layout.NCHW;
      int at = planes ? from + c * pixels : from + c;
      int step = planes ? 1 : RasterImage.CHANNELS;
      for (int i = 0; i < pixels; i++) {
        batch[at] = ((rgb[i * RasterImage.CHANNELS + source] & 0xff) - mean) * scale;
        at += step;
      }
    }
  }

  @Override
  public List<EmbeddedPicture> processOutput(TranslatorContext context, NDList outputs) {
    ModelFolder.Output output = folder.output();
    NDArray array = named(outputs, output.name());
    int batch = (int) array.getShape().get(0);
    float[] values = values(array, output.name(), output.pooling(), batch, output.dimension());
    List<float[]> patches = new ArrayList<>();
    for (ModelFolder.Patches grid : folder.patches()) {
      patches.add(
          values(named(outputs, grid.name()), grid.name(), Pooling.NONE, batch, grid.values()));
    }
    List<EmbeddedPicture> pictures = new ArrayList<>(batch);
    for (int i = 0; i < batch; i++) {
      pictures.add(
          new EmbeddedPicture(
              Embedding.of(part(values, i, output.dimension())), patches(patches, i)));
    }
    return pictures;
  }

  private Optional<PatchEmbeddings> patches(List<float[]> values, int picture) {
    List<PatchEmbeddings> channels = new ArrayList<>();
    for (int channel = 0; channel < values.size(); channel++) {
      ModelFolder.Patches grid = folder.patches().get(channel);
      channels.add(
          PatchEmbeddings.of(
              grid.rows(),
              grid.columns(),
              grid.dimension(),
              part(values.get(channel), picture, grid.values())));
    }
    return PatchEmbeddings.ofChannels(channels);
  }

  private NDArray named(NDList outputs, String name) {
    return outputs.stream()
        .filter(candidate -> name.equals(candidate.getName()))
        .findFirst()
        .orElseThrow(() ->
            new InvalidModelException(
                String.format(
                    Locale.ROOT,
                    "The model %s has no output named %s; it has %s",
                    folder.name(),
                    name,
                    outputs.stream().map(NDArray::getName).toList())));
  }

  private float[] values(NDArray array, String name, Pooling pooling, int batch, int each) {
    float[] values = pooling.pool(array.toFloatArray(), array.getShape().getShape());
    if (values.length != batch * each) {
      throw new InvalidModelException(
          String.format(
              Locale.ROOT,
              "The output %s of the model %s has %d values for each picture, not %d",
              name,
              folder.name(),
              values.length / batch,
              each));
    }
    return values;
  }

  private static float[] part(float[] values, int picture, int each) {
    return Arrays.copyOfRange(values, picture * each, (picture + 1) * each);
  }
}
