package org.roomprint.vectors.embedding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks what is written of a fused model against its members.
 *
 * @param directory the fused model's folder
 * @param faults how it is said what is wrong
 */
record FusedModelReader(Path directory, DescriptionFaults faults) {
  FusedModelReader(Path directory) {
    this(directory, new DescriptionFaults(directory.resolve(ModelFolder.DESCRIPTION_FILE)));
  }

  FusedModel read(
      ModelDescription description, ModelDescription.DescribedFusion fused, boolean hashed)
      throws IOException {
    ModelDescription.DescribedMember first = faults.required("fused.first", fused.first());
    ModelDescription.DescribedMember second = faults.required("fused.second", fused.second());
    FusedModel model =
        fused(
            faults.required("name", description.name()),
            faults.required("version", description.version()),
            member(FusedModel.FIRST, first, hashed),
            member(FusedModel.SECOND, second, hashed),
            faults.required("fused.weight", fused.weight()),
            faults.required("licence", description.licence()),
            SingleModelReader.measurements(faults, description.measured()));
    requireSelfTestOfMembers(
        model, faults.required("selfTest", description.selfTest()).expectedFirst8());
    return model;
  }

  private ModelFolder member(String key, ModelDescription.DescribedMember member, boolean hashed)
      throws IOException {
    String expected = faults.required("fused." + key + ".modelId", member.modelId());
    ModelFolder found = ModelDescription.readMember(directory.resolve(key), hashed);
    faults.require(
        found.modelId().equals(expected),
        String.format(
            Locale.ROOT,
            "\"fused.%s.modelId\" is %s, but the folder %s holds %s: another model, or fed otherwise",
            key,
            expected,
            key,
            found.modelId()));
    return found;
  }

  private FusedModel fused(
      String name,
      String version,
      ModelFolder first,
      ModelFolder second,
      double weight,
      String licence,
      Optional<ModelMeasurements> measurements) {
    try {
      return new FusedModel(directory, name, version, first, second, weight, licence, measurements);
    } catch (InvalidModelException e) {
      throw new InvalidModelException(faults.descriptionFile() + ": " + e.getMessage(), e);
    }
  }

  private void requireSelfTestOfMembers(FusedModel model, @Nullable List<Double> described) {
    List<Double> follows = model.expectedFirst8();
    List<Double> written = faults.required("selfTest.expectedFirst8", described);
    boolean agrees = written.size() == follows.size();
    for (int i = 0; agrees && i < follows.size(); i++) {
      agrees = Math.abs(written.get(i) - follows.get(i)) <= DjlEmbedder.SELF_TEST_TOLERANCE;
    }
    faults.require(
        agrees,
        "\"selfTest.expectedFirst8\" is "
            + written
            + "; from the first member and its weight follows "
            + follows);
  }
}
