import type { EvidenceKind, HotelHit, HotelSearchAnswer, PhotoHit, QueryImageFacts } from "./api";

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
  const matching = hit.matches?.length ?? 0;
  switch (hit.evidence) {
    case "SAME_BYTES":
      return "The files are equal byte by byte.";
    case "SAME_PICTURE":
      return matching > 0
        ? `The same picture, perhaps edited: ${matching} matching ${matching === 1 ? "point" : "points"}.`
        : `The same picture, perhaps edited: ${hit.pdqDistance ?? "few"} of 256 bits differ.`;
    case "SAME_ROOM":
      return `${points(matching)} match under one geometry. Look at them before you rely on it.`;
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

/** Day of a moment such as 2025-03-01T12:00:00Z. */
export const day = (moment: string | undefined) => moment?.slice(0, 10);

/** What an ad is reached by, as it is said within a sentence. */
export function selectorTitle(kind: string): string {
  switch (kind) {
    case "PHONE":
      return "phone number";
    case "EMAIL":
      return "e-mail address";
    case "URL":
      return "page";
    default:
      return kind.toLowerCase().replaceAll("_", " ");
  }
}

const points = (number: number) => `${number} ${number === 1 ? "point" : "points"}`;

/** What stands under a small photo: where it was taken, and all that is known of the likeness. */
export function caption(photo: PhotoHit): string {
  const matching = photo.matches?.length ?? 0;
  const similarity = photo.similarity?.toFixed(2);
  return [
    photo.room && `room ${photo.room}`,
    photo.tier === "CORROBORATED" && "corroborated",
    matching > 0 && points(matching),
    similarity !== undefined && Number(similarity) > 0 && `similarity ${similarity}`,
  ]
    .filter(Boolean)
    .join(" · ");
}

const STRENGTH: EvidenceKind[] = ["SAME_BYTES", "SAME_PICTURE", "SAME_ROOM", "LOOKS_ALIKE"];

/** Hotels by their evidence; in their order where it is the same. */
export function byEvidence(hits: HotelHit[]): HotelHit[] {
  return [...hits].sort((one, other) => STRENGTH.indexOf(one.evidence) - STRENGTH.indexOf(other.evidence));
}

/** More than a likeness. */
export const holds = (hit: HotelHit) => hit.evidence !== "LOOKS_ALIKE";

/** How much of a picture was looked at, and what that is worth. */
export function seen(image: QueryImageFacts): string {
  if (image.regionShare !== undefined) {
    return `Only the painted thing was searched for: ${Math.max(1, Math.round(100 * image.regionShare))} % of the picture.`;
  }
  if (image.hiddenShare === 0) {
    return "The whole picture was looked at.";
  }
  const visible = `${percent(1 - image.hiddenShare)} of the picture was looked at.`;
  return image.expectedRecall === undefined
    ? `${visible} How often the right hotel is found with so little was not measured.`
    : `${visible} In measured searches with as much or more hidden the right hotel, where the gallery held it, came first in ` +
        `${Math.round(100 * image.expectedRecall)} of 100.`;
}

/** What may be expected of the whole list; never more than its evidence bears. */
export function chances(
  answer: Pick<HotelSearchAnswer, "notInGallery" | "hotelsToBe90PercentSure" | "calibrated" | "hotels"> &
    Partial<Pick<HotelSearchAnswer, "unverifiedHotels">>,
): string {
  const verified = answer.hotels.some(holds);
  const leads = answer.unverifiedHotels?.some(holds) ?? false;
  const nothing = leads ? "None of the ranked hotels could be verified" : "Nothing could be verified";
  const onlyAlike = verified ? "" : ` ${nothing}: these rooms only look alike.`;
  if (!answer.calibrated) {
    return `Ordered by likeness. How often such a search is right was not measured: no probabilities are stated.${onlyAlike}`;
  }
  const absent = percent(answer.notInGallery);
  if (answer.notInGallery > 0.5) {
    return leads
      ? `The right hotel is probably none of the ranked ones (${absent}).${onlyAlike}`
      : `Probably not in the gallery (${absent}): it may be that none of these hotels is the right one.${onlyAlike}`;
  }
  const first = answer.hotelsToBe90PercentSure;
  if (!verified) {
    return (
      `${nothing}. By likeness alone the first hotel is the best lead (estimated ` +
      `${percent(answer.hotels[0]?.probability ?? 0)}), and ${absent} that none of them is the right one.`
    );
  }
  if (first === undefined) {
    return `Uncertain: with ${absent} the right hotel is not in the gallery at all.`;
  }
  return first === 1
    ? `The first hotel is the right one with a probability of 90 % or more; ${absent} that none of them is.`
    : `Look at the first ${first} hotels to be 90 % sure; ${absent} that none of them is the right one.`;
}

/** Says that a photo of the public proves more than any likeness; nothing where none does. */
export function publicLead(hits: HotelHit[]): string | undefined {
  const best = byEvidence(hits)[0];
  return best && holds(best) ? `A photo from the public matches (${evidenceTitle(best.evidence)}):` : undefined;
}
