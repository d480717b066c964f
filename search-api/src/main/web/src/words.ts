import type { EvidenceKind, PhotoHit } from "./api";

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
