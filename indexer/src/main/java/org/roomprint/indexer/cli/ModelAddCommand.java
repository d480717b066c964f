package org.roomprint.indexer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.vectors.CurrentModel;
import org.roomprint.vectors.embedding.FusedModel;
import org.roomprint.vectors.embedding.ModelFolder;
import org.roomprint.vectors.embedding.ModelFolders;
import org.roomprint.vectors.embedding.ModelRecipe;
import org.roomprint.vectors.embedding.PictureModel;
import org.roomprint.vectors.embedding.Pooling;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code roomprint model add}. */
@Command(
    name = "add",
    description = {
      "Makes a model folder of an ONNX file, or takes a ready model folder, and puts it beside the data.",
      "What the file says of itself (names, layout, fixed sizes) is read from it; the rest is to be said, as the model's"
          + " origin publishes it.",
      "The model is tried on a picture that everybody can compute, and what it answers is written down, so that a damaged"
          + " file or another runtime is noticed later. Nothing is searched with it before 'roomprint model use'."
    },
    mixinStandardHelpOptions = true)
final class ModelAddCommand implements Callable<Integer> {
  private static final double BYTE = 255;

  @Mixin private DataOptions dataOptions = new DataOptions();

  @Parameters(index = "0", paramLabel = "NAME", description = "what it is called here")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "ONNX file, or a folder with a model.json")
  private Path file = Path.of("");

  @Option(
      names = "--input-size",
      paramLabel = "PIXELS",
      description =
          "width and height of the input, such as 224 or 640x480 (default: what the file has fixed)")
  private Optional<String> inputSize = Optional.empty();

  @Option(
      names = "--normalise",
      description = {
        "mean and std in one word: ${COMPLETION-CANDIDATES}. IMAGENET is that of torchvision, timm and DINOv2, CLIP that of"
            + " OpenAI's and LAION's, HALF (all 0.5) that of SigLIP and of TF-slim, UNIT gives 0 to 1, BYTES 0 to 255"
      })
  private Optional<Normalisation> normalise = Optional.empty();

  @Option(
      names = "--mean",
      split = ",",
      paramLabel = "VALUE",
      description = "for each colour, of values from 0 to 1, such as 0.485,0.456,0.406")
  private List<Double> mean = List.of();

  @Option(
      names = "--std",
      split = ",",
      paramLabel = "VALUE",
      description = "for each colour, of values from 0 to 1, such as 0.229,0.224,0.225")
  private List<Double> std = List.of();

  @Option(
      names = "--colour",
      description = "order of the colours: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private ModelFolder.Colour colour = ModelFolder.Colour.RGB;

  @Option(
      names = "--fit",
      description = {
        "how a picture comes to the input's size: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). SQUASH shows the"
            + " model the whole room, CROP cuts off what juts out, as most of them were trained"
      })
  private ModelFolder.Fit fit = ModelFolder.Fit.SQUASH;

  @Option(
      names = "--layout",
      description =
          "order of the input's values, where the file does not say: ${COMPLETION-CANDIDATES}")
  private Optional<ModelFolder.Layout> layout = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "NAME",
      description = "output that holds the embedding (default: the only one that is a vector)")
  private Optional<String> output = Optional.empty();

  @Option(
      names = "--pooling",
      description = "how a vector is made of an output that is none: ${COMPLETION-CANDIDATES}")
  private Optional<Pooling> pooling = Optional.empty();

  @Option(names = "--licence", description = "of the weights, such as Apache-2.0; needed")
  private String licence = "";

  @Option(
      names = "--trained-on",
      paramLabel = "TEXT",
      description = "what the weights were trained on (default: not stated)")
  private String trainedOn = "not stated";

  @Option(
      names = "--release",
      paramLabel = "TEXT",
      description = "version of the model, as its origin calls it (default: ${DEFAULT-VALUE})")
  private String release = "1";

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Mean and std that are in common use, for values from 0 to 1. */
  enum Normalisation {
    IMAGENET,
    CLIP,
    HALF,
    UNIT,
    BYTES;

    List<Double> mean() {
      return switch (this) {
        case IMAGENET -> List.of(0.485, 0.456, 0.406);
        case CLIP -> List.of(0.48145466, 0.4578275, 0.40821073);
        case HALF -> List.of(0.5, 0.5, 0.5);
        case UNIT, BYTES -> List.of(0.0, 0.0, 0.0);
      };
    }

    List<Double> std() {
      return switch (this) {
        case IMAGENET -> List.of(0.229, 0.224, 0.225);
        case CLIP -> List.of(0.26862954, 0.26130258, 0.27577711);
        case HALF -> List.of(0.5, 0.5, 0.5);
        case UNIT -> List.of(1.0, 1.0, 1.0);
        case BYTES -> List.of(1 / BYTE, 1 / BYTE, 1 / BYTE);
      };
    }
  }

  @Override
  public Integer call() throws IOException {
    ModelFolders models = CurrentModel.all(dataOptions.vectors());
    PictureModel added;
    if (!Files.exists(file)) {
      throw new SourceException("There is no file or folder " + file);
    }
    if (Files.isDirectory(file)) {
      List<String> said = new ArrayList<>();
      spec.options().stream()
          .filter(option ->
              !DataOptions.isOwn(option.longestName())
                  && spec.commandLine().getParseResult().hasMatchedOption(option))
          .forEach(option -> said.add(option.longestName()));
      if (!said.isEmpty()) {
        throw new SourceException(
            "The model.json of a ready folder says everything: leave out "
                + String.join(", ", said));
      }
      added = models.add(name, file);
    } else {
      added = models.add(name, file, recipe());
    }
    var out = spec.commandLine().getOut();
    out.println("Added " + name + ": " + words(added) + ". It passes its self-test.");
    out.println(next(name));
    out.flush();
    return 0;
  }

  /** What it takes, what it gives, and under which licence. */
  static String words(PictureModel model) {
    return switch (model) {
      case ModelFolder single ->
          single.input().width()
              + " x "
              + single.input().height()
              + " px to "
              + single.dimension()
              + " values of output "
              + single.output().name()
              + ", "
              + single.licence();
      case FusedModel fused ->
          String.format(
              Locale.ROOT,
              "%s (weight %s) and %s (weight %s) fused to %d values, %s",
              fused.first().name(),
              fused.weight(),
              fused.second().name(),
              fused.secondWeight(),
              fused.dimension(),
              fused.licence());
    };
  }

  /** What is done with a model that is there. */
  static String next(String name) {
    return "Measure it with 'roomprint model check "
        + name
        + "', search with it with 'roomprint model use "
        + name
        + "'.";
  }

  private ModelRecipe recipe() {
    if (licence.isBlank()) {
      throw new SourceException(
          "Name the licence of the weights with --licence: whoever searches with them must know it");
    }
    Optional<int[]> size = inputSize.map(ModelAddCommand::size);
    return new ModelRecipe(
        release,
        size.map(sides -> sides[0]),
        size.map(sides -> sides[1]),
        fit,
        colour,
        scaled("--mean", mean, normalise.map(Normalisation::mean)),
        scaled("--std", std, normalise.map(Normalisation::std)),
        layout,
        output,
        pooling,
        licence,
        trainedOn);
  }

  private static int[] size(String text) {
    try {
      int[] sides = Stream.of(text.split("x", 2)).mapToInt(Integer::parseInt).toArray();
      int width = sides[0];
      int height = sides[sides.length - 1];
      if (Math.min(width, height) >= 1
          && Math.max(width, height) <= ModelFolder.MAX_INPUT_SIDE_PIXELS) {
        return new int[] {width, height};
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new SourceException(
        "--input-size is a number of pixels from 1 to "
            + ModelFolder.MAX_INPUT_SIDE_PIXELS
            + ", or two with an x between them, not '"
            + text
            + "'");
  }

  /** In bytes, as a description has it. */
  private List<Double> scaled(String option, List<Double> said, Optional<List<Double>> known) {
    if (known.isPresent() == !said.isEmpty()) {
      throw new SourceException(
          known.isPresent()
              ? option + " and --normalise say the same: leave one out"
              : "Say how the model wants its input: --normalise, or --mean and --std; a wrong guess"
                  + " would pass unnoticed and cost recall");
    }
    List<Double> values = known.orElse(said);
    if (values.size() != 3) {
      throw new SourceException(option + " has three values, one for each colour");
    }
    if (option.equals("--std") && values.stream().anyMatch(value -> value <= 0)) {
      throw new SourceException("--std is above 0");
    }
    return values.stream().map(value -> Math.round(value * BYTE * 1e6) / 1e6).toList();
  }
}
