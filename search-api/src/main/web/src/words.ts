import type {
  AdGroupLabel,
  AdGroupPicture,
  Copy,
  EvidenceKind,
  GalleryPart,
  Hotel,
  HotelHit,
  HotelSearchAnswer,
  PhotoHit,
  QueryImageFacts,
  SearchReport,
} from "./api";

/** What an evidence kind means, in words for a reader who must not over-trust it. */
export function evidenceTitle(kind: EvidenceKind): string {
  switch (kind) {
    case "SAME_BYTES":
      return "Same file";
    case "SAME_PICTURE":
      return "Same picture";
    case "SAME_ROOM":
      return "Same room, verified";
    case "SAME_OBJECT":
      return "Same object, perhaps another room";
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
        ? `The same picture${hit.copy ? edits(hit.copy) : ", perhaps edited"}: ${matching} matching ${matching === 1 ? "point" : "points"}.${hit.copy ? overlap(hit.copy) : ""}`
        : `The same picture, perhaps edited: ${hit.pdqDistance ?? "few"} of 256 bits differ.`;
    case "SAME_ROOM":
      return `${points(matching)} match under one geometry. Look at them before you rely on it.`;
    case "SAME_OBJECT":
      return (
        `${points(matching)} match, all on one small object such as a cushion or a picture on the wall. ` +
        "Other rooms and other hotels can have the same one: treat this as a lead, not as a finding."
      );
    case "LOOKS_ALIKE":
      return "Only the overall look is alike. Many rooms look alike: treat this as a lead, not as a finding.";
  }
}

/** Below that a share of a picture is worth a word, and a turn above so many degrees. */
const WHOLE = 0.97;
const UPRIGHT_DEGREES = 2;

/** How a copy was mirrored and turned, to follow a noun. */
function edits({ mirrored, rotationDegrees }: Copy): string {
  const turned = Math.round(Math.abs(rotationDegrees));
  const words = [mirrored && "mirrored", turned > UPRIGHT_DEGREES && `turned by ${turned}°`].filter(Boolean);
  return words.length > 0 ? `, ${words.join(" and ")}` : "";
}

/** How much of either picture the other shows, as sentences that follow another. */
function overlap({ queryShare, photoShare }: Copy): string {
  const shown = photoShare < WHOLE ? ` The picture asked about shows ${percent(photoShare)} of this one.` : "";
  return queryShare < WHOLE ? `${shown} This one fills ${percent(queryShare)} of the picture asked about.` : shown;
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

/** How a selector of an ad is known, as it is said beside it. */
export function selectorOrigin(known: { given: boolean; found: boolean; inImage: boolean }): string {
  const found = [known.found ? "in the text" : "", known.inImage ? "in a picture" : ""]
    .filter((place) => place !== "")
    .join(" and ");
  if (found === "") {
    return "given";
  }
  return known.given ? `given, and found ${found}` : `found ${found}`;
}

/** What an analyst says of a group of ads. */
export function groupLabelTitle(label: AdGroupLabel): string {
  switch (label) {
    case "OF_INTEREST":
      return "Of interest";
    case "NOT_OF_INTEREST":
      return "Not of interest";
    case "SPAM":
      return "Spam";
    case "NO_SIGN_OF_COERCION":
      return "No sign of coercion (closed)";
  }
}

/** Why an image of an ad counts as the same picture as the others. */
export function evidenceOfPicture(evidence: AdGroupPicture["evidence"]): string {
  switch (evidence) {
    case "FIRST":
      return "First seen.";
    case "SAME_BYTES":
      return "The very same file.";
    case "SAME_PICTURE":
      return "The same picture.";
    case "EDITED_COPY":
      return "An edited copy.";
    case "FLAT":
      return "Too flat to be evidence.";
    case "UNREADABLE":
      return "Could not be read.";
  }
}

/** How an edited copy lies over the picture that it was compared with. */
export function copyWords(copy: NonNullable<AdGroupPicture["copy"]>): string {
  const turned = Math.abs(copy.rotationDegrees) >= 1 ? ` Turned by ${Math.round(copy.rotationDegrees)}°.` : "";
  return `It shows ${percent(copy.otherShare)} of it.${copy.mirrored ? " Mirrored." : ""}${turned}`;
}

const points = (number: number) => `${number} ${number === 1 ? "point" : "points"}`;

const photos = (number: number) => `${number.toLocaleString("en")} ${number === 1 ? "photo" : "photos"}`;

/** When a photo was taken and where it comes from, as far as it is known. */
export function origin(photo: Pick<PhotoHit, "taken" | "source">): string {
  return [photo.taken && `taken ${photo.taken}`, photo.source && `source: ${photo.source}`].filter(Boolean).join(" · ");
}

/** What stands under a small photo: where and when it was taken, and all that is known of the likeness. */
export function caption(photo: PhotoHit): string {
  const matching = photo.matches?.length ?? 0;
  const similarity = photo.similarity?.toFixed(2);
  return [
    photo.room && `room ${photo.room}`,
    photo.taken,
    photo.tier === "CORROBORATED" && "corroborated",
    matching > 0 && points(matching),
    similarity !== undefined && Number(similarity) > 0 && `similarity ${similarity}`,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** Where a hotel stands, for a map or a letter: its address and coordinates, as far as they are known. */
export function whereabouts(hotel: Hotel): string {
  return [
    hotel.address,
    hotel.latitude !== undefined &&
      hotel.longitude !== undefined &&
      `${hotel.latitude.toFixed(5)}, ${hotel.longitude.toFixed(5)}`,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** Whether a filter left only some of the gallery to be searched. */
const narrowed = (part: GalleryPart | undefined) => part !== undefined && part.photos < part.gallerySize;

/** What a filter leaves, and what it leaves out for want of knowledge. */
export function leaves(part: GalleryPart, byDate: boolean, byPlace: boolean): string {
  const unknown = [
    byDate && part.withoutDate > 0 && `${photos(part.withoutDate)} without a date`,
    byPlace && part.withoutPlace > 0 && `${photos(part.withoutPlace)} of hotels whose place is not known`,
  ].filter(Boolean);
  const leftOut = unknown.length > 0 ? ` Left out, whatever they show: ${unknown.join(" and ")}.` : "";
  return `This leaves ${part.photos.toLocaleString("en")} of ${photos(part.gallerySize)}.${leftOut}`;
}

/** What a search was compared with, and how long that took. */
export function compared(report: SearchReport, part: GalleryPart | undefined): string {
  const seconds = report.stages.reduce((sum, stage) => sum + stage.milliseconds, 0) / 1000;
  const among = narrowed(part)
    ? `Searched among ${part!.photos.toLocaleString("en")} of ${photos(part!.gallerySize)}`
    : `Searched among ${report.gallerySize.toLocaleString("en")} ${report.gallerySize === 1 ? "picture" : "pictures"}`;
  return `${among} in ${seconds.toFixed(2)} s, ${report.verified} checked by geometry`;
}

/** Of a hotel for which trusted photos do not speak. */
export const UNVERIFIED_ONLY = "Unverified photos only";

/** What an unverified photo shows: "verified" is said of places alone that trusted photos prove. */
export function leadTitle(kind: EvidenceKind): string {
  return kind === "SAME_ROOM" ? "Same room, points match" : evidenceTitle(kind);
}

/** More than a likeness, and more than an object that other rooms can have. */
export const holds = (hit: HotelHit) => hit.evidence !== "LOOKS_ALIKE" && hit.evidence !== "SAME_OBJECT";

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
    Partial<Pick<HotelSearchAnswer, "part" | "report">>,
): string {
  const verified = answer.hotels.some((hit) => holds(hit) && !hit.unverifiedOnly);
  const lead = verified ? undefined : answer.hotels.find(holds);
  const untried = answer.report?.verified === 0;
  const unproven = untried ? "No geometry was asked to prove it" : "No matching points prove it";
  const alike = answer.hotels.some((hit) => hit.evidence === "SAME_OBJECT")
    ? "these rooms look alike or have one object in common"
    : "these rooms only look alike";
  const onlyAlike = verified || lead ? "" : ` ${unproven}: ${alike}.`;
  const leads = lead
    ? `A photo that the public gave matches (${leadTitle(lead.evidence)}), and no trusted photo does: the first hotel is a ` +
      `lead${answer.calibrated ? ` (estimated ${percent(lead.probability)})` : ""}, not a finding. Nobody has verified that ` +
      "photo: look for another source."
    : undefined;
  if (!answer.calibrated) {
    return `${leads ? `${leads} ` : ""}Ordered by likeness. How often such a search is right was not measured: no probabilities are stated.${onlyAlike}`;
  }
  const where = narrowed(answer.part) ? "this part of the gallery" : "the gallery";
  const absent = percent(answer.notInGallery);
  if (leads) {
    return `${leads} ${absent} that none of these hotels is the right one.`;
  }
  if (answer.notInGallery > 0.5) {
    return `Probably not in ${where} (${absent}): it may be that none of these hotels is the right one.${onlyAlike}`;
  }
  const first = answer.hotelsToBe90PercentSure;
  if (!verified) {
    return (
      `${answer.hotels[0]?.evidence === "SAME_OBJECT" ? "By likeness and one object" : "By likeness"} alone the first hotel is the best lead (estimated ${percent(answer.hotels[0]?.probability ?? 0)}); ` +
      `${absent} that none of them is the right one. ${unproven}: compare the pictures before you rely on it.`
    );
  }
  if (first === undefined) {
    return `Uncertain: with ${absent} the right hotel is not in ${where} at all.`;
  }
  return first === 1
    ? `The first hotel is the right one with a probability of 90 % or more; ${absent} that none of them is.`
    : `Look at the first ${first} hotels to be 90 % sure; ${absent} that none of them is the right one.`;
}

/** Why no hotel is listed. */
export function nothingFound(part: GalleryPart | undefined): string {
  return narrowed(part)
    ? `No hotel in this part of the gallery: ${photos(part!.photos)} of ${part!.gallerySize.toLocaleString("en")} were searched. ` +
        "Widen the filters, or the hotel is not in the gallery yet."
    : "No hotel was found: the gallery holds no photo that could be compared.";
}
