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
      fill(
          Resizer.resize(pictures.get(i), input.width(), input.height()).toRgb(),
          batch,
          i * values);
    }
    Shape shape =
        switch (input.layout()) {
          case NCHW ->
              new Shape(pictures.size(), RasterImage.CHANNELS, input.height(), input.width());
          case NHWC ->
              new Shape(pictures.size(), input.height(), input.width(), RasterImage.CHANNELS);
        };
    NDArray array = context.getNDManager().create(FloatBuffer.wrap(batch), shape);
    array.setName(input.name());
    return new NDList(array);
  }

  private void fill(byte[] rgb, float[] batch, int from) {
    ModelFolder.Input input = folder.input();
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
    float[] values = values(array, output.name(), batch, output.dimension());
    Optional<float[]> patchValues =
        folder
            .patches()
            .map(patches ->
                values(
                    named(outputs, patches.name()),
                    patches.name(),
                    batch,
                    patches.rows() * patches.columns() * patches.dimension()));
    List<EmbeddedPicture> pictures = new ArrayList<>(batch);
    for (int i = 0; i < batch; i++) {
      int picture = i;
      pictures.add(
          new EmbeddedPicture(
              Embedding.of(part(values, i, output.dimension())),
              folder
                  .patches()
                  .map(patches ->
                      PatchEmbeddings.of(
                          patches.rows(),
                          patches.columns(),
                          patches.dimension(),
                          part(
                              patchValues.orElseThrow(),
                              picture,
                              patches.rows() * patches.columns() * patches.dimension())))));
    }
    return pictures;
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

  private float[] values(NDArray array, String name, int batch, int each) {
    float[] values = array.toFloatArray();
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
