package org.roomprint.vectors.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.index.IndexIdentity;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.index.PictureRef;
import org.roomprint.vectors.local.Verification;

class LinkAnswerTest {
  private static final IndexIdentity INDEX = new IndexIdentity("model", 8, 3);

  @Test
  void aHotelContradictsAnotherOfItsOwnTierOnly() {
    LinkAnswer answer =
        new LinkAnswer(
            List.of(
                link(PictureKind.GALLERY_PHOTO, "clear", 90),
                link(PictureKind.GALLERY_PHOTO, "weak", 15),
                link(PictureKind.UNVERIFIED_PHOTO, "given", 20),
                link(PictureKind.AD_IMAGE, "ad", 15)),
            report(4, 1, stage("find", 1)));

    assertThat(answer.withConflictsResolved().links())
        .extracting(link -> link.hit().picture().ownerId())
        .containsExactly("clear", "given", "ad");
    assertThat(answer.withConflictsResolved().report()).isEqualTo(answer.report());
  }

  @Test
  void oneReportSaysWhatSeveralImagesTook() {
    SearchReport first = report(40, 3, stage("describe", 5), stage("find", 1));
    SearchReport second = report(40, 4, stage("find", 2), stage("verify", 7));

    assertThat(first.plus(second))
        .isEqualTo(report(40, 7, stage("describe", 5), stage("find", 3), stage("verify", 7)));
  }

  private static SearchReport report(long gallerySize, int verified, SearchReport.Stage... stages) {
    return new SearchReport(INDEX, gallerySize, 10L * verified, verified, List.of(stages));
  }

  private static SearchReport.Stage stage(String name, double milliseconds) {
    return new SearchReport.Stage(name, milliseconds);
  }

  private static LinkAnswer.Link link(PictureKind kind, String owner, int points) {
    return new LinkAnswer.Link(
        kind,
        new PhotoHit(
            new PictureRef("picture of " + owner, owner, Optional.empty(), Optional.empty()),
            0,
            EvidenceKind.SAME_ROOM,
            0.5,
            256,
            Collections.nCopies(points, new Verification.Match(1, 2, 3, 4)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            5));
  }
}
