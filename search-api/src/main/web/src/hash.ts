import type { PictureHash } from "./api";

/** Which kind of hash a text is, by its length; PDQ and SHA-256 are both 64 digits and are told apart by the user. */
export function hashFields(text: string, sixtyFourIsPdq: boolean): PictureHash | undefined {
  const hex = text.trim().toLowerCase();
  if (!/^[0-9a-f]+$/.test(hex)) {
    return undefined;
  }
  switch (hex.length) {
    case 32:
      return { md5: hex };
    case 40:
      return { sha1: hex };
    case 64:
      return sixtyFourIsPdq ? { pdq: hex } : { sha256: hex };
    default:
      return undefined;
  }
}
