import type { EvidenceKind, HotelSearchAnswer, PhotoHit, QueryImageFacts } from "./api";

/** What an evidence kind means, in words for a reader who must not over-trust it. */
export function evidenceTitle(kind: EvidenceKind): string {
  switch (kind) {
    case "SAME_BYTES":
      return "Same file";
    case "SAME_PICTURE":
      return "Same picture";
    case "SAME_ROOM":
      return "Same room, verified";
    case "LOOKS_ALIKE":
      return "Looks alike, not verified";
  }
}

export function evidenceDetail(hit: PhotoHit): string {
  const points = hit.matches?.length ?? 0;
  switch (hit.evidence) {
    case "SAME_BYTES":
      return "The files are equal byte by byte.";
    case "SAME_PICTURE":
      return points > 0
        ? `The same picture, perhaps edited: ${points} matching points.`
        : `The same picture, perhaps edited: ${hit.pdqDistance ?? "few"} of 256 bits differ.`;
    case "SAME_ROOM":
      return `${points} points match under one geometry. Look at them before you rely on it.`;
    case "LOOKS_ALIKE":
      return "Only the overall look is alike. Many rooms look alike: treat this as a lead, not as a finding.";
  }
}

/** A probability without the pretence of certainty at either end. */
export function percent(probability: number): string {
  if (probability < 0.01) {
    return "under 1 %";
  }
  return probability > 0.99 ? "over 99 %" : `${Math.round(100 * probability)} %`;
}

/** How much of a picture was looked at, and what that is worth. */
export function seen(image: QueryImageFacts): string {
  if (image.regionShare !== undefined) {
    return `Only the painted thing was searched for: ${Math.max(1, Math.round(100 * image.regionShare))} % of the picture.`;
  }
  const visible = `${Math.round(100 * (1 - image.hiddenShare))} % of the picture was looked at.`;
  return image.expectedRecall === undefined
    ? `${visible} How often the right hotel is found with so little was not measured.`
    : `${visible} In measured searches with as much or more hidden the right hotel, where the gallery held it, came first in ` +
        `${Math.round(100 * image.expectedRecall)} of 100.`;
}

/** What may be expected of the whole list. */
export function chances(
  answer: Pick<HotelSearchAnswer, "notInGallery" | "hotelsToBe90PercentSure" | "calibrated">,
): string {
  if (!answer.calibrated) {
    return "Ordered by likeness. How often such a search is right was not measured: no probabilities are stated.";
  }
  const absent = percent(answer.notInGallery);
  if (answer.notInGallery > 0.5) {
    return `Probably not in the gallery (${absent}): none of these hotels may be the right one.`;
  }
  const first = answer.hotelsToBe90PercentSure;
  if (first === undefined) {
    return `Uncertain: with ${absent} the right hotel is not in the gallery at all.`;
  }
  return first === 1
    ? `The first hotel is the right one with a probability of 90 % or more; ${absent} that none of them is.`
    : `Look at the first ${first} hotels to be 90 % sure; ${absent} that none of them is the right one.`;
}
