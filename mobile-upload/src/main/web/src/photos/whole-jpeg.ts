// Whether a JPEG file holds all of its picture (ITU-T T.81). The service's gate counts every coefficient; here the marker at
// the end is believed, and counted is only where it is missing, as in some cameras' files.

const [SOF0, SOF1, SOF15] = [0xc0, 0xc1, 0xcf];
const [DHT, JPG, DAC] = [0xc4, 0xc8, 0xcc];
const [RST0, RST7, START, EOI, SOS, DRI] = [0xd0, 0xd7, 0xd8, 0xd9, 0xda, 0xdd];
/** No segment belongs to these: zeros, fill bytes, stray restart markers, a second start. */
function isBare(marker: number): boolean {
  return marker <= 1 || marker === 0xff || (marker >= RST0 && marker <= START);
}

/** So many equal bytes at the end of the data are not data but what stands where they are missing. */
const PADDING_BYTES = 16;

interface Component {
  id: number;
  across: number;
  down: number;
}

/** A Huffman table: for each length of codes the first of them, how many there are, and where their values start. */
interface Codes {
  first: number[];
  counts: number[];
  starts: number[];
  values: Uint8Array;
}

interface Frame {
  sequential: boolean;
  width: number;
  height: number;
  components: Component[];
}

/** Whether the end marker follows the last scan, or all blocks of a picture in one scan are there without it. */
export function isWholeJpeg(file: Uint8Array): boolean {
  const codes = new Map<number, Codes>();
  let frame: Frame | undefined;
  let restart = 0;
  let scans = 0;
  for (let at = 2; ;) {
    // Decoders pass over bytes between segments. Behind a scan they are not its end but data that are broken there.
    at = scans === 0 ? file.indexOf(0xff, at) : at;
    const marker = file[at + 1];
    if (file[at] !== 0xff || marker === undefined) {
      return false;
    }
    if (marker === EOI) {
      return scans > 0;
    }
    if (isBare(marker)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const length = ((file[at + 2] ?? 0) << 8) | (file[at + 3] ?? 0);
    const end = at + 2 + Math.max(2, length);
    if (marker < SOF0 || end > file.length) {
      return false;
    }
    const content = file.subarray(at + 4, end);
    if (marker === DHT) {
      readCodes(content, codes);
    } else if (marker === DRI) {
      restart = ((content[0] ?? 0) << 8) | (content[1] ?? 0);
    } else if (marker <= SOF15 && marker !== JPG && marker !== DAC) {
      frame = readFrame(marker, content);
    }
    at = end;
    if (marker === SOS) {
      const start = at;
      at = endOfData(file, start);
      if (
        ++scans === 1 &&
        file[at + 1] !== EOI &&
        frame !== undefined &&
        hasAllBlocks(file.subarray(start, at), frame, content, codes, restart)
      ) {
        return true;
      }
    }
  }
}

/** Where the entropy-coded data that start here end: at the next marker that is none of theirs, or with the file. */
function endOfData(file: Uint8Array, start: number): number {
  for (let at = file.indexOf(0xff, start); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1];
    if (next !== undefined && next !== 0 && next !== 0xff && !(next >= RST0 && next <= RST7)) {
      return at;
    }
  }
  return file.length;
}

function readFrame(marker: number, content: Uint8Array): Frame {
  const components = [];
  for (let at = 6; at + 3 <= content.length; at += 3) {
    components.push({ id: content[at]!, across: content[at + 1]! >> 4, down: content[at + 1]! & 15 });
  }
  return {
    sequential: marker === SOF0 || marker === SOF1,
    height: (content[1]! << 8) | content[2]!,
    width: (content[3]! << 8) | content[4]!,
    components,
  };
}

/** Tables by their class and number, as the segment writes them. */
function readCodes(content: Uint8Array, tables: Map<number, Codes>): void {
  for (let at = 0; at + 17 <= content.length;) {
    const counts = [0, ...content.subarray(at + 1, at + 17)];
    const [first, starts]: [number[], number[]] = [[], []];
    let [code, start] = [0, 0];
    for (const count of counts) {
      first.push(code);
      starts.push(start);
      code = (code + count) << 1;
      start += count;
    }
    tables.set(content[at]!, { first, counts, starts, values: content.subarray(at + 17, at + 17 + start) });
    at += 17 + start;
  }
}

/** Whether these data hold each block of a sequential picture that has all of its components in one scan. */
function hasAllBlocks(
  data: Uint8Array,
  frame: Frame,
  header: Uint8Array,
  tables: Map<number, Codes>,
  restart: number,
): boolean {
  const { components, width, height } = frame;
  if (!frame.sequential || header[0] !== components.length || width === 0 || height === 0) {
    return false;
  }
  const alone = components.length === 1;
  const [across, down] = [
    Math.max(...components.map((one) => one.across)),
    Math.max(...components.map((one) => one.down)),
  ];
  const blocks: { dc: Codes; ac: Codes }[] = [];
  for (const [i, one] of components.entries()) {
    const chosen = header[2 + 2 * i] ?? 0;
    const [dc, ac] = [tables.get(chosen >> 4), tables.get(0x10 | (chosen & 15))];
    if (dc === undefined || ac === undefined) {
      return false;
    }
    blocks.push(...Array(alone ? 1 : one.across * one.down).fill({ dc, ac }));
  }
  // A single component is not interleaved: its units are single blocks whatever its factors say.
  const units = Math.ceil(width / (8 * (alone ? 1 : across))) * Math.ceil(height / (8 * (alone ? 1 : down)));
  const bits = new Bits(data);
  try {
    for (let unit = 0; unit < units; unit++) {
      if (restart > 0 && unit > 0 && unit % restart === 0) {
        bits.restart();
      }
      for (const { dc, ac } of blocks) {
        readBlock(bits, dc, ac);
      }
    }
  } catch (problem) {
    if (problem instanceof RangeError) {
      return false;
    }
    throw problem;
  }
  const last = data.subarray(Math.max(0, bits.at - PADDING_BYTES), bits.at);
  return last.length < PADDING_BYTES || last.some((byte) => byte !== last[0]);
}

function readBlock(bits: Bits, dc: Codes, ac: Codes): void {
  bits.skip(bits.symbol(dc));
  for (let k = 1; k < 64; k++) {
    const symbol = bits.symbol(ac);
    const size = symbol & 15;
    if (size === 0 && symbol !== 0xf0) {
      return;
    }
    k += symbol >> 4;
    if (k >= 64) {
      throw new RangeError("behind the block's end");
    }
    bits.skip(size);
  }
}

/** Bits of entropy-coded data, in which a zero follows each byte of ones. Throws RangeError where they end. */
class Bits {
  at = 0;
  private held = 0;
  private count = 0;

  constructor(private readonly data: Uint8Array) {}

  symbol(codes: Codes): number {
    let code = 0;
    for (let length = 1; length <= 16; length++) {
      code = (code << 1) | this.bit();
      const behind = code - codes.first[length]!;
      if (behind < codes.counts[length]!) {
        return codes.values[codes.starts[length]! + behind]!;
      }
    }
    throw new RangeError("no code");
  }

  skip(bits: number): void {
    for (let i = 0; i < bits; i++) {
      this.bit();
    }
  }

  /** To behind the next restart marker. */
  restart(): void {
    this.count = 0;
    while (this.data[this.at] === 0xff && this.data[this.at + 1] === 0xff) {
      this.at++;
    }
    const marker = this.data[this.at + 1] ?? 0;
    if (this.data[this.at] !== 0xff || marker < RST0 || marker > RST7) {
      throw new RangeError("no restart marker");
    }
    this.at += 2;
  }

  private bit(): number {
    if (this.count === 0) {
      const byte = this.data[this.at];
      if (byte === undefined || (byte === 0xff && this.data[this.at + 1] !== 0)) {
        throw new RangeError("the data end");
      }
      this.at += byte === 0xff ? 2 : 1;
      this.held = byte;
      this.count = 8;
    }
    return (this.held >> --this.count) & 1;
  }
}
