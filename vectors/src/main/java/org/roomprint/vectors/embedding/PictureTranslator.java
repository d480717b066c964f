package org.roomprint.vectors.embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.image.Resizer;

/** Scales and normalises pictures, and picks the embedding out of the model's outputs. */
record PictureTranslator(ModelFolder folder)
    implements Translator<List<RasterImage>, List<Embedding>> {
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
  public List<Embedding> processOutput(TranslatorContext context, NDList outputs) {
    ModelFolder.Output output = folder.output();
    NDArray array =
        outputs.stream()
            .filter(candidate -> output.name().equals(candidate.getName()))
            .findFirst()
            .orElseThrow(() ->
                new InvalidModelException(
                    String.format(
                        Locale.ROOT,
                        "The model %s has no output named %s; it has %s",
                        folder.name(),
                        output.name(),
                        outputs.stream().map(NDArray::getName).toList())));
    float[] values = array.toFloatArray();
    int batch = (int) array.getShape().get(0);
    if (values.length != batch * output.dimension()) {
      throw new InvalidModelException(
          String.format(
              Locale.ROOT,
              "The output %s of the model %s has %d values for each picture, not %d",
              output.name(),
              folder.name(),
              values.length / batch,
              output.dimension()));
    }
    List<Embedding> embeddings = new ArrayList<>(batch);
    for (int i = 0; i < batch; i++) {
      float[] one = new float[output.dimension()];
      System.arraycopy(values, i * output.dimension(), one, 0, one.length);
      embeddings.add(Embedding.of(one));
    }
    return embeddings;
  }
}
