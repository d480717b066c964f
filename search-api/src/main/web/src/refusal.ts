/**
 * The service names the parts of a request, since no file name is sent to it; the reader knows the files by name.
 *
 * @param detail of the service's problem
 * @param files in the order in which they were sent
 */
export function refusal(detail: string, files: File[]): { text: string; code?: string } {
  const part = /^Part '(?:image)(?: (\d+))?':? (.*?)(?: \(([A-Z_]+)\))?$/s.exec(detail);
  const name = part && files[Number(part[1] ?? 1) - 1]?.name;
  if (!part || !name) {
    return { text: detail };
  }
  const code = part[3];
  const text = code === "UNKNOWN_FORMAT" ? `${name} is not a picture in a format that is read.` : `${name}: ${part[2]}`;
  return code ? { text, code } : { text };
}
