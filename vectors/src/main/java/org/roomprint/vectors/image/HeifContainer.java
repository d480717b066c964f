package org.roomprint.vectors.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roomprint.vectors.image.GateVerdict.TurnedAway;

/**
 * Walks the boxes of a HEIC or AVIF file (ISO/IEC 23008-12, AV1 Image File Format) as far as its
 * primary picture needs them: kind, size, turns, and that all of its coded data are there.
 *
 * <p>How the picture is to be turned and cropped is said by item properties, which the decoder
 * follows; an EXIF block's orientation says nothing here (as in browsers), so that a picture is
 * turned once and by one rule. A file whose main brand is that of an image sequence is a moving
 * picture; bursts and films beside a still primary picture are not looked at.
 */
final class HeifContainer {
  /** Most items (tiles, thumbnails, metadata) in a file; phones make about 200. */
  static final int MAX_ITEMS = 4_096;

  private static final int MAX_EXTENTS = 65_536;
  private static final int MAX_REFERENCES = 65_536;
  private static final int MIN_BYTES = 16;

  private static final int FTYP = fourcc("ftyp");
  private static final int META = fourcc("meta");
  private static final int MOOV = fourcc("moov");
  private static final int PITM = fourcc("pitm");
  private static final int IINF = fourcc("iinf");
  private static final int INFE = fourcc("infe");
  private static final int ILOC = fourcc("iloc");
  private static final int IDAT = fourcc("idat");
  private static final int IREF = fourcc("iref");
  private static final int DIMG = fourcc("dimg");
  private static final int AUXL = fourcc("auxl");
  private static final int IPRP = fourcc("iprp");
  private static final int IPCO = fourcc("ipco");
  private static final int IPMA = fourcc("ipma");
  private static final int ISPE = fourcc("ispe");
  private static final int IROT = fourcc("irot");
  private static final int CLAP = fourcc("clap");
  private static final int HVCC = fourcc("hvcC");
  private static final int AUXC = fourcc("auxC");
  private static final int UUID = fourcc("uuid");

  private static final int HEVC_ITEM = fourcc("hvc1");
  private static final int AV1_ITEM = fourcc("av01");
  private static final int GRID = fourcc("grid");
  private static final int IDENTITY = fourcc("iden");

  private static final Set<Integer> SEQUENCES =
      Set.of(fourcc("msf1"), fourcc("hevc"), fourcc("hevx"), fourcc("avis"));

  private static final Set<Integer> STILLS =
      Set.of(
          fourcc("mif1"),
          fourcc("mif2"),
          fourcc("miaf"),
          fourcc("heic"),
          fourcc("heix"),
          fourcc("heim"),
          fourcc("heis"),
          fourcc("avif"),
          fourcc("avio"));

  private static final int HVCC_LENGTH_SIZE_AT = 21;
  private static final int LARGE_FIELD_FLAG = 1;
  private static final int BROKEN_NAL_ZEROS = 2;
  private static final int AV1_FRAME_HEADER = 3;
  private static final int AV1_TILE_GROUP = 4;
  private static final int AV1_FRAME = 6;

  /** A sequence of zeros at the end of AV1 tiles that no encoder writes, in bytes. */
  private static final int AV1_EMPTY_TAIL_BYTES = 32;

  /** A reason to turn the file away. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1;
    private final transient TurnedAway verdict;

    Refusal(TurnedAway verdict) {
      super(verdict.detail(), null, false, false);
      this.verdict = verdict;
    }
  }

  /**
   * A box.
   *
   * @param type four characters
   * @param from first byte of its content
   * @param to first byte behind it
   */
  private record Box(int type, int from, int to) {}

  /** A piece of an item's data. */
  private record Extent(long from, long length) {}

  /** Where an item's data lie. */
  private record Place(int method, List<Extent> extents) {}

  /** What points from one item to others. */
  private record Reference(int type, long from, List<Long> to) {}

  /** Width and height in pixels. */
  private record Size(long width, long height) {
    @SuppressWarnings("ArgumentSelectionDefectChecker") // a quarter turn swaps them
    Size turned() {
      return new Size(height, width);
    }
  }

  private final byte[] bytes;
  private final Map<Long, Integer> types = new HashMap<>();
  private final Map<Long, Place> places = new HashMap<>();
  private final Map<Long, List<Integer>> associations = new HashMap<>();
  private final List<Box> properties = new ArrayList<>();
  private final List<Reference> references = new ArrayList<>();
  private Optional<Box> itemData = Optional.empty();
  private Optional<Long> primary = Optional.empty();
  private long claimedBytes;
  private int extents;

  private HeifContainer(byte[] bytes) {
    this.bytes = bytes;
  }

  static boolean hasSignature(byte[] bytes) {
    if (bytes.length < MIN_BYTES || ByteBuffer.wrap(bytes).getInt(4) != FTYP) {
      return false;
    }
    ByteBuffer file = ByteBuffer.wrap(bytes);
    long end = Math.min(Integer.toUnsignedLong(file.getInt(0)), bytes.length);
    boolean known = isKnown(file.getInt(8));
    for (int at = 16; at + 4 <= end; at += 4) {
      known |= isKnown(file.getInt(at));
    }
    return known;
  }

  private static boolean isKnown(int brand) {
    return STILLS.contains(brand) || SEQUENCES.contains(brand);
  }

  static GateVerdict inspect(byte[] bytes) {
    try {
      return new HeifContainer(bytes).read();
    } catch (Refusal refusal) {
      return refusal.verdict;
    } catch (ByteCursor.EndException e) {
      return Gate.damagedHeader("a box of the file holds less than it has to");
    }
  }

  private GateVerdict read() throws Refusal, ByteCursor.EndException {
    if (SEQUENCES.contains(ByteBuffer.wrap(bytes).getInt(8))) {
      throw new Refusal(Gate.animated("image sequence"));
    }
    readMeta(meta());
    long item = primary.orElseThrow(() -> damaged("no primary picture is named"));
    Size size = ispe(item);
    PictureFormat format = requireWholePicture(item, size, 0);
    boolean alpha = false;
    for (Reference reference : references) {
      if (reference.type == AUXL && reference.to.contains(item) && isAlpha(reference.from)) {
        requireWholePicture(reference.from, ispe(reference.from), 0);
        alpha = true;
      }
    }
    if (!Gate.withinLimits(side(size.width), side(size.height))) {
      return Gate.admitWithinLimits(
          format, side(size.width), side(size.height), ExifOrientation.UPRIGHT, alpha);
    }
    Size upright = transformed(item, size);
    return Gate.admitWithinLimits(
        format, side(upright.width), side(upright.height), ExifOrientation.UPRIGHT, alpha);
  }

  private static int side(long pixels) {
    return (int) Math.min(pixels, Integer.MAX_VALUE);
  }

  // --- boxes ------------------------------------------------------------------------------------

  private Box meta() throws Refusal, ByteCursor.EndException {
    ByteCursor file = new ByteCursor(bytes, ByteOrder.BIG_ENDIAN, 0, bytes.length);
    boolean film = false;
    boolean cut = false;
    while (file.remaining() >= 8 && !cut) {
      Optional<Box> box = box(file);
      cut = box.isEmpty();
      if (box.isPresent() && box.get().type == META) {
        return box.get();
      }
      film |= box.isPresent() && box.get().type == MOOV;
    }
    if (film) {
      throw new Refusal(Gate.animated("image sequence"));
    }
    throw new Refusal(
        cut || file.remaining() > 0
            ? Gate.incomplete("it ends before it says where its picture lies")
            : Gate.damagedHeader("the file says nowhere where its picture lies"));
  }

  /** The next box; empty when it reaches beyond the stretch. */
  private Optional<Box> box(ByteCursor cursor) throws ByteCursor.EndException {
    int begin = cursor.at();
    long length = cursor.u32();
    int type = cursor.i32();
    if (length == 1) {
      length = cursor.number(8);
    } else if (length == 0) {
      length = (long) cursor.end() - begin;
    }
    if (type == UUID) {
      cursor.skip(16);
    }
    int from = cursor.at();
    long content = length - (from - begin);
    if (content < 0 || content > cursor.remaining()) {
      return Optional.empty();
    }
    cursor.skip(content);
    return Optional.of(new Box(type, from, cursor.at()));
  }

  private List<Box> children(ByteCursor cursor) throws Refusal, ByteCursor.EndException {
    List<Box> children = new ArrayList<>();
    while (cursor.remaining() >= 8) {
      children.add(box(cursor).orElseThrow(() -> damaged("a box reaches beyond the one it is in")));
      if (children.size() > MAX_ITEMS) {
        throw damaged("it has more than " + MAX_ITEMS + " boxes in one");
      }
    }
    return children;
  }

  private ByteCursor content(Box box) {
    return new ByteCursor(bytes, ByteOrder.BIG_ENDIAN, box.from, box.to);
  }

  private void readMeta(Box meta) throws Refusal, ByteCursor.EndException {
    ByteCursor cursor = content(meta);
    cursor.skip(4); // version and flags
    for (Box box : children(cursor)) {
      if (box.type == PITM) {
        ByteCursor item = content(box);
        boolean large = item.i32() >>> 24 != 0;
        primary = Optional.of(item.number(large ? 4 : 2));
      } else if (box.type == IINF) {
        readItems(content(box));
      } else if (box.type == ILOC) {
        readPlaces(content(box));
      } else if (box.type == IDAT) {
        itemData = Optional.of(box);
      } else if (box.type == IREF) {
        readReferences(content(box));
      } else if (box.type == IPRP) {
        readProperties(content(box));
      }
    }
  }

  private void readItems(ByteCursor cursor) throws Refusal, ByteCursor.EndException {
    boolean large = cursor.i32() >>> 24 != 0;
    limited(cursor.number(large ? 4 : 2), MAX_ITEMS);
    for (Box box : children(cursor)) {
      ByteCursor item = content(box);
      int version = item.i32() >>> 24;
      if (box.type == INFE && version >= 2) {
        long id = item.number(version == 2 ? 2 : 4);
        item.skip(2); // protection
        types.put(id, item.i32());
      }
    }
  }

  private void readPlaces(ByteCursor cursor) throws Refusal, ByteCursor.EndException {
    int version = cursor.i32() >>> 24;
    int sizes = cursor.u16();
    int offsetBytes = sizes >> 12;
    int lengthBytes = sizes >> 8 & 15;
    int baseBytes = sizes >> 4 & 15;
    int indexBytes = version == 0 ? 0 : sizes & 15;
    long items = limited(cursor.number(version < 2 ? 2 : 4), MAX_ITEMS);
    for (long i = 0; i < items; i++) {
      long id = cursor.number(version < 2 ? 2 : 4);
      int method = version == 0 ? 0 : cursor.u16() & 15;
      cursor.skip(2); // data reference
      long base = cursor.number(baseBytes);
      int count = cursor.u16();
      extents += count;
      limited(extents, MAX_EXTENTS);
      List<Extent> of = new ArrayList<>();
      for (int extent = 0; extent < count; extent++) {
        cursor.skip(indexBytes);
        long offset = cursor.number(offsetBytes);
        of.add(new Extent(sum(base, offset), cursor.number(lengthBytes)));
      }
      places.put(id, new Place(method, of));
    }
  }

  private void readReferences(ByteCursor cursor) throws Refusal, ByteCursor.EndException {
    int idBytes = cursor.i32() >>> 24 == 0 ? 2 : 4;
    int all = 0;
    for (Box box : children(cursor)) {
      ByteCursor reference = content(box);
      long from = reference.number(idBytes);
      int count = reference.u16();
      all += count;
      limited(all, MAX_REFERENCES);
      List<Long> to = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        to.add(reference.number(idBytes));
      }
      references.add(new Reference(box.type, from, to));
    }
  }

  private void readProperties(ByteCursor cursor) throws Refusal, ByteCursor.EndException {
    for (Box box : children(cursor)) {
      if (box.type == IPCO && properties.isEmpty()) {
        properties.addAll(children(content(box)));
      } else if (box.type == IPMA) {
        readAssociations(content(box));
      }
    }
  }

  private void readAssociations(ByteCursor cursor) throws Refusal, ByteCursor.EndException {
    int head = cursor.i32();
    int idBytes = head >>> 24 == 0 ? 2 : 4;
    boolean large = (head & LARGE_FIELD_FLAG) != 0;
    long items = limited(cursor.u32(), MAX_ITEMS);
    for (long i = 0; i < items; i++) {
      long id = cursor.number(idBytes);
      int count = cursor.u8();
      List<Integer> of = new ArrayList<>();
      for (int property = 0; property < count; property++) {
        of.add(large ? cursor.u16() & 0x7FFF : cursor.u8() & 0x7F); // without the essential bit
      }
      associations.put(id, of);
    }
  }

  // --- properties -------------------------------------------------------------------------------

  private List<Box> properties(long item) throws Refusal {
    List<Box> found = new ArrayList<>();
    for (int index : associations.getOrDefault(item, List.of())) {
      if (index > properties.size()) {
        throw damaged("a picture has a property that is not there");
      }
      if (index > 0) {
        found.add(properties.get(index - 1));
      }
    }
    return found;
  }

  private Optional<Box> property(long item, int type) throws Refusal {
    return properties(item).stream().filter(box -> box.type == type).findFirst();
  }

  private Size ispe(long item) throws Refusal, ByteCursor.EndException {
    Box box = property(item, ISPE).orElseThrow(() -> damaged("a picture has no size"));
    ByteCursor cursor = content(box);
    cursor.skip(4);
    return new Size(cursor.u32(), cursor.u32());
  }

  private boolean isAlpha(long item) throws Refusal {
    Optional<Box> kind = property(item, AUXC);
    if (kind.isEmpty()) {
      return false;
    }
    String urn =
        new String(
            bytes, kind.get().from, kind.get().to - kind.get().from, StandardCharsets.ISO_8859_1);
    return urn.contains("urn:mpeg:hevc:2015:auxid:1")
        || urn.contains("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha");
  }

  /** The size once the picture is cropped and turned, in the order of its properties. */
  private Size transformed(long item, Size stored) throws Refusal, ByteCursor.EndException {
    Size size = stored;
    for (Box box : properties(item)) {
      if (box.type == IROT) {
        size = (content(box).u8() & 1) == 1 ? size.turned() : size;
      } else if (box.type == CLAP) {
        ByteCursor crop = content(box);
        Size cropped = new Size(quotient(crop), quotient(crop));
        if (cropped.width > size.width || cropped.height > size.height) {
          throw damaged("it is cropped to more than there is");
        }
        size = cropped;
      }
    }
    return size;
  }

  private static long quotient(ByteCursor cursor) throws Refusal, ByteCursor.EndException {
    long numerator = cursor.u32();
    long denominator = cursor.u32();
    if (denominator == 0 || numerator % denominator != 0) {
      throw damaged("it is cropped to parts of a pixel");
    }
    return numerator / denominator;
  }

  // --- data -------------------------------------------------------------------------------------

  /** The format of a picture of which all coded data are there. */
  private PictureFormat requireWholePicture(long item, Size size, int depth)
      throws Refusal, ByteCursor.EndException {
    int type = types.getOrDefault(item, 0);
    if (type == HEVC_ITEM) {
      Box settings = property(item, HVCC).orElseThrow(() -> damaged("a picture lacks its hvcC"));
      ByteCursor cursor = content(settings);
      cursor.skip(HVCC_LENGTH_SIZE_AT);
      if (!isWholeHevc(data(item), (cursor.u8() & 3) + 1)) {
        throw new Refusal(Gate.incomplete("the coded data of its picture have gaps"));
      }
      return PictureFormat.HEIC;
    }
    if (type == AV1_ITEM) {
      if (!isWholeAv1(data(item))) {
        throw new Refusal(Gate.incomplete("the coded data of its picture have gaps"));
      }
      return PictureFormat.AVIF;
    }
    if ((type != GRID && type != IDENTITY) || depth > 1) {
      throw new Refusal(
          new TurnedAway(
              RefusalReason.UNDECODABLE,
              "The file holds a picture that is coded neither as HEVC (HEIC) nor as AV1 (AVIF);"
                  + " save it as JPEG"));
    }
    List<Long> parts = parts(item);
    if (type == GRID) {
      requireFittingGrid(item, size, parts);
    } else if (parts.size() != 1) {
      throw damaged("a picture is made of another that is not named");
    }
    Optional<PictureFormat> format = Optional.empty();
    for (long part : parts) {
      format = Optional.of(requireWholePicture(part, ispe(part), depth + 1));
    }
    return format.orElseThrow(() -> damaged("a picture is made of no parts"));
  }

  private List<Long> parts(long item) {
    return references.stream()
        .filter(reference -> reference.type == DIMG && reference.from == item)
        .findFirst()
        .map(Reference::to)
        .orElse(List.of());
  }

  /** ISO/IEC 23008-12, 6.6.2.3.2: rows, columns and size of the whole; the parts are its tiles. */
  private void requireFittingGrid(long item, Size size, List<Long> tiles)
      throws Refusal, ByteCursor.EndException {
    ByteBuffer data = data(item);
    boolean large = data.limit() > 1 && (data.get(1) & LARGE_FIELD_FLAG) != 0;
    if (data.limit() < (large ? 12 : 8)) {
      throw damaged("the grid of its tiles cannot be read");
    }
    int rows = (data.get(2) & 0xFF) + 1;
    int columns = (data.get(3) & 0xFF) + 1;
    long width = large ? Integer.toUnsignedLong(data.getInt(4)) : data.getShort(4) & 0xFFFF;
    long height = large ? Integer.toUnsignedLong(data.getInt(8)) : data.getShort(6) & 0xFFFF;
    if (tiles.size() != rows * columns || tiles.size() > MAX_ITEMS) {
      throw new Refusal(
          Gate.incomplete("its grid has " + rows * columns + " tiles, and not so many are there"));
    }
    Size tile = ispe(tiles.getFirst());
    boolean fits =
        width == size.width
            && height == size.height
            && tile.width * columns >= width
            && tile.height * rows >= height
            && tile.width * (columns - 1) < width
            && tile.height * (rows - 1) < height;
    for (long one : tiles) {
      fits &= ispe(one).equals(tile);
    }
    if (!fits || tile.width < 1 || tile.height < 1) {
      throw damaged("the tiles of its grid do not cover the picture");
    }
  }

  /** The data of an item, which lie within the file. */
  private ByteBuffer data(long item) throws Refusal {
    Place place = places.get(item);
    if (place == null || place.extents.isEmpty() || place.method > 1) {
      throw damaged("it is not said where the data of a picture lie");
    }
    int begin = 0;
    int end = bytes.length;
    if (place.method == 1) {
      Box box = itemData.orElseThrow(() -> damaged("the data of a picture lie in a missing box"));
      begin = box.from;
      end = box.to;
    }
    long all = 0;
    for (Extent extent : place.extents) {
      if (sum(extent.from, extent.length) > end - begin || extent.from >= end - begin) {
        throw new Refusal(Gate.incomplete("the data of its picture reach beyond its end"));
      }
      all += length(extent, end - begin);
    }
    claimedBytes = sum(claimedBytes, all);
    if (claimedBytes > 2L * bytes.length) {
      throw damaged("more data are named than there are");
    }
    if (place.extents.size() == 1) {
      Extent only = place.extents.getFirst();
      return ByteBuffer.wrap(bytes).slice(begin + (int) only.from, (int) length(only, end - begin));
    }
    ByteBuffer joined = ByteBuffer.allocate((int) all);
    for (Extent extent : place.extents) {
      joined.put(bytes, begin + (int) extent.from, (int) length(extent, end - begin));
    }
    return joined.flip();
  }

  /** An extent of no length reaches to the end. */
  private static long length(Extent extent, long end) {
    return extent.length == 0 ? end - extent.from : extent.length;
  }

  /**
   * Whether NAL units (ITU-T H.265, 7.3.1) with their lengths before them fill the data, hold a
   * slice, and hold none of the byte sequences that cannot occur in one, such as the zeros of a
   * download that stopped.
   */
  private static boolean isWholeHevc(ByteBuffer data, int lengthBytes) {
    boolean slice = false;
    int at = 0;
    while (at < data.limit()) {
      if (data.limit() - at < lengthBytes) {
        return false;
      }
      long length = 0;
      for (int i = 0; i < lengthBytes; i++) {
        length = length << 8 | (data.get(at + i) & 0xFF);
      }
      at += lengthBytes;
      if (length < 2 || length > data.limit() - at || !isNal(data, at, (int) length)) {
        return false;
      }
      slice |= (data.get(at) >> 1 & 0x3F) < 32;
      at += (int) length;
    }
    return slice;
  }

  private static boolean isNal(ByteBuffer data, int from, int length) {
    int zeros = 0;
    for (int i = from; i < from + length; i++) {
      int value = data.get(i) & 0xFF;
      if (zeros >= BROKEN_NAL_ZEROS && value < 3) {
        return false;
      }
      zeros = value == 0 ? zeros + 1 : 0;
    }
    return true;
  }

  /** Whether open bitstream units (AV1, 5.3) fill the data and hold a frame with its tiles. */
  private static boolean isWholeAv1(ByteBuffer data) {
    boolean tiles = false;
    boolean frame = false;
    int at = 0;
    while (at < data.limit()) {
      int header = data.get(at++) & 0xFF;
      int type = header >> 3 & 15;
      at += header >> 2 & 1; // extension
      long length = (long) data.limit() - at;
      if ((header & 2) != 0) {
        length = 0;
        int shift = 0;
        int next;
        do {
          if (at >= data.limit() || shift > 28) {
            return false;
          }
          next = data.get(at++) & 0xFF;
          length |= (long) (next & 0x7F) << shift;
          shift += 7;
        } while ((next & 0x80) != 0);
      }
      if ((header & 0x80) != 0 || length < 0 || length > data.limit() - at) {
        return false;
      }
      if (type == AV1_FRAME || type == AV1_TILE_GROUP) {
        tiles = true;
        if (endsInZeros(data, at, (int) length)) {
          return false;
        }
      }
      frame |= type == AV1_FRAME || type == AV1_FRAME_HEADER;
      at += (int) length;
    }
    return tiles && frame;
  }

  private static boolean endsInZeros(ByteBuffer data, int from, int length) {
    int tail = Math.min(length, AV1_EMPTY_TAIL_BYTES);
    for (int i = from + length - tail; i < from + length; i++) {
      if (data.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  // --- small things -----------------------------------------------------------------------------

  private static long sum(long first, long second) {
    long sum = first + second;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private static long limited(long count, int most) throws Refusal {
    if (count > most) {
      throw damaged("it lists " + count + " things where at most " + most + " are let in");
    }
    return count;
  }

  private static Refusal damaged(String what) {
    return new Refusal(Gate.damagedHeader(what));
  }

  private static int fourcc(String type) {
    return ByteBuffer.wrap(Arrays.copyOf(type.getBytes(StandardCharsets.ISO_8859_1), 4)).getInt();
  }
}
