import type { RefusedPart } from "./api";

/**
 * The service names the parts of a request, since no file name is sent to it; the reader knows the files by name.
 *
 * @param part of the service's problem
 * @param files in the order in which they were sent
 */
export function refusal(detail: string, part: RefusedPart | undefined, files: File[]): { text: string; code?: string } {
  const name = part?.name === "image" ? files[part.number - 1]?.name : undefined;
  if (!part || !name) {
    return { text: detail };
  }
  const text =
    part.reason === "UNKNOWN_FORMAT" ? `${name} is not a picture in a format that is read.` : `${name}: ${part.why}`;
  return part.reason ? { text, code: part.reason } : { text };
}
