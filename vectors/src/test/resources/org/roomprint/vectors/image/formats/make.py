#!/usr/bin/env python3
"""Makes the pictures of this folder anew: drawn shapes, no photograph. They are kept because no Java library writes HEIC
or AVIF, and so that tests of these formats need no encoder.

Needs Debian 12's imagemagick and libheif-examples (heif-enc 1.15.1 with x265 and aom): ./make.py
"""
import struct
import subprocess

SHAPES = ["-size", "96x64", "gradient:#204080-#e0c080", "-fill", "#c03030", "-draw", "rectangle 6,6 40,26", "-fill",
          "#30b050", "-draw", "rectangle 60,36 90,58", "-fill", "white", "-draw", "circle 70,16 76,20"]

# EXIF orientation -> item properties that mean the same, in their order (ISO/IEC 23008-12, 6.5.10 and 6.5.12)
TURNS = {2: [("imir", 1)], 3: [("irot", 2)], 4: [("imir", 0)], 5: [("irot", 1), ("imir", 0)], 6: [("irot", 3)],
         7: [("irot", 3), ("imir", 0)], 8: [("irot", 1)]}


def run(*command):
    subprocess.run(command, check=True)


def boxes(data):
    at = 0
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        yield kind, data[at + 8:at + length]
        at += length


def box(kind, content):
    return struct.pack(">I4s", 8 + len(content), kind) + content


def with_properties(content, added):
    """The content of 'iprp' with further properties of item 1."""
    parts = dict(boxes(content))
    first = len(list(boxes(parts[b"ipco"]))) + 1
    ipco = parts[b"ipco"] + b"".join(box(kind.encode(), bytes([value])) for kind, value in added)
    ipma = parts[b"ipma"]
    count = ipma[10]
    assert ipma[:10] == bytes([0, 0, 0, 0, 0, 0, 0, 1, 0, 1])
    links = ipma[11:11 + count] + bytes(0x80 | (first + i) for i in range(len(added)))
    return box(b"ipco", ipco) + box(b"ipma", ipma[:10] + bytes([len(links)]) + links)


def moved(iloc, by):
    """The content of an 'iloc' box, version 0, all fields of four bytes, with all places moved."""
    count = struct.unpack(">H", iloc[6:8])[0]
    assert iloc[:4] == bytes(4)
    sizes = struct.unpack(">H", iloc[4:6])[0]
    base = sizes >> 4 & 15
    out, at = iloc[:8], 8
    for _ in range(count):
        extents = struct.unpack(">H", iloc[at + 4 + base:at + 6 + base])[0]
        out += iloc[at:at + 6 + base]
        at += 6 + base
        for _ in range(extents):
            offset, length = struct.unpack(">II", iloc[at:at + 8])
            out += struct.pack(">II", offset + by, length)
            at += 8
    return out


def turned(source, target, added):
    parts = list(boxes(open(source, "rb").read()))
    meta = dict(parts)[b"meta"]
    changed = b"".join(box(kind, with_properties(content, added) if kind == b"iprp" else content)
                       for kind, content in boxes(meta[4:]))
    by = len(changed) - len(meta[4:])
    changed = b"".join(box(kind, moved(content, by) if kind == b"iloc" else content) for kind, content in boxes(changed))
    with open(target, "wb") as out:
        for kind, content in parts:
            out.write(box(kind, meta[:4] + changed if kind == b"meta" else content))


def main():
    run("convert", *SHAPES, "-depth", "8", "png24:shapes.png")
    run("convert", *SHAPES, "-depth", "16", "png48:deep.png")
    run("convert", "shapes.png", "-crop", "95x63+0+0", "+repage", "png24:odd.png")
    run("convert", "shapes.png", "-transparent", "#c03030", "png32:clear.png")
    for end, options in (("heic", []), ("avif", ["-A"])):
        for name in ("shapes", "odd", "clear"):
            run("heif-enc", "-q", "80", *options, name + ".png", "-o", f"{name}.{end}")
        for tag, added in TURNS.items():
            turned(f"shapes.{end}", f"turned-{tag}.{end}", added)
    run("heif-enc", "-q", "80", "deep.png", "-o", "deep.heic")
    # An EXIF block that says "turn me" beside properties that say nothing: the properties count.
    run("convert", "shapes.png", "-quality", "95", "plain.jpg")
    jpeg = open("plain.jpg", "rb").read()
    tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    exif = b"Exif\0\0" + tiff
    open("plain.jpg", "wb").write(jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:])
    run("heif-enc", "-q", "80", "plain.jpg", "-o", "exif-6.heic")
    for name, options in (("shapes.jpg", ["-quality", "92"]), ("shapes.webp", ["-quality", "90"]), ("shapes.gif", []),
                          ("BMP3:shapes.bmp", []), ("shapes.tif", ["-compress", "LZW"]),
                          ("jpeg-in-tiff.tif", ["-compress", "JPEG"])):
        run("convert", "shapes.png", *options, name)
    run("convert", "deep.png", "-compress", "Zip", "deep.tif")
    run("convert", "-delay", "20", "shapes.png", "odd.png", "moving.gif")
    run("rm", "deep.png", "odd.png", "clear.png", "plain.jpg")


main()
