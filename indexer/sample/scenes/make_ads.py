"""Makes the 30 advertisements from gallery photos and new renders, and the table of what each picture is.

    python3 make_ads.py RENDERS     (RENDERS holds new-01.jpg … of `render.py --job ads`)

Writes ads.jsonl, ads/*.jpg and truth.csv beside this folder. An advertisement whose source photo is missing is left out.
"""
import csv
import json
import shutil
import sys
from pathlib import Path

import cv2
import numpy as np

import figure
import jobs
from style import seed_of

SAMPLE = Path(__file__).resolve().parent.parent
SITES = ["board-one.example", "board-two.example", "board-three.example"]

# numbers from the range kept for fiction, names under domains kept for examples
PHONES = {"A": "+1-202-555-0101", "B": "+1-202-555-0102", "C": "+1-312-555-0103", "D": "+1-416-555-0104", "E": "+1-617-555-0105",
          "F": "+1-212-555-0106", "G": "+1-305-555-0107", "H": "+1-206-555-0108"}
MAILS = {"m": "sample-seven@example.com", "n": "sample-nine@example.org"}
HANDLES = {"h": "@roomprint_sample_1", "i": "@roomprint_sample_2"}
LINKS = {"u": "https://listing.example/sample/41"}

# one row an advertisement: town, selectors (letters above), pictures as (what was done, source); new renders by their number
ADS = [
    ("Halifax", "A", [("exact", "h01/r1/1")]),
    ("Halifax", "Am", [("recompressed", "h01/r1/1"), ("cropped", "h01/r1/3")]),
    ("Moncton", "h", [("cropped", "h01/r1/1")]),
    ("Halifax", "A", [("new_view", 1)]),
    ("Lyon", "B", [("padded", "h04/r1/3"), ("exact", "h04/r1/4")]),
    ("Grenoble", "Bu", [("overlaid", "h04/r1/3")]),
    ("Cork", "C", [("new_view", 2), ("recompressed", "h03/r2/1")]),
    ("Duluth", "D", [("mirrored", "h06/r1/1")]),
    ("Duluth", "Dh", [("new_view", 3), ("recoloured", "h06/r1/3")]),
    ("Superior", "i", [("cropped", "h06/r1/1"), ("overlaid", "h06/r2/2")]),
    ("Leeds", "E", [("rotated", "h09/r1/3")]),
    ("Leeds", "", [("new_view", 4)]),
    ("Rotterdam", "En", [("recompressed", "h10/r2/1"), ("padded", "h10/r2/3"), ("cropped", "h10/r2/4")]),
    ("Agadir", "F", [("new_view", 5)]),
    ("Agadir", "F", [("silhouette", "h12/r2/3")]),
    ("Salzburg", "n", [("new_view", 6), ("exact", "h16/r1/2")]),
    ("Puebla", "G", [("new_view", 7)]),
    ("Puebla", "Gi", [("overlaid", "h17/r2/1"), ("recoloured", "h17/r2/3")]),
    ("Osaka", "", [("padded", "h13/r1/2")]),
    ("Albuquerque", "H", [("new_view", 8)]),
    ("Santa Fe", "H", [("cropped", "h20/r1/1"), ("recompressed", "h20/r1/2")]),
    ("Chicago", "C", [("new_view", 9), ("silhouette", "h22/r1/3")]),
    ("Chicago", "u", [("mirrored", "h22/r1/3")]),
    ("Bengaluru", "m", [("new_view", 10)]),
    ("Vienna", "B", [("not_in_gallery", 11), ("not_in_gallery", 12)]),
    ("Montreal", "", [("not_in_gallery", 13)]),
    ("Montreal", "h", [("not_in_gallery", 14), ("recoloured", "h02/r1/1")]),
    ("Santiago", "G", [("not_in_gallery", 15)]),
    ("Athens", "D", [("rotated", "h23/r2/1"), ("exact", "h23/r2/2")]),
    ("Brussels", "Eu", [("recompressed", "h15/r2/3"), ("padded", "h18/r1/1")]),
]


def cropped(picture, rng):
    height, width = picture.shape[:2]
    take = rng.uniform(0.05, 0.25)
    left, top = rng.uniform(0, take, 2)
    return picture[int(top * height):int((1 - take + top) * height), int(left * width):int((1 - take + left) * width)]


def padded(picture, rng):
    top, side = (int(rng.uniform(0.05, 0.16) * s) for s in picture.shape[:2])
    grey = [int(v) for v in np.repeat(rng.choice([0, 24, 235, 255]), 3)]
    return cv2.copyMakeBorder(picture, top, top, side if rng.random() < 0.5 else 0, side if rng.random() < 0.5 else 0, cv2.BORDER_CONSTANT, value=grey)


def overlaid(picture, rng):
    out, (height, width) = picture.copy(), picture.shape[:2]
    y = int(height * rng.uniform(0.12, 0.7))
    band = out[y:y + 92]
    band[:] = (band * 0.35 + np.array(rng.integers(0, 90, 3)) * 0.65).astype(np.uint8)
    cv2.putText(out, "ROOM SAMPLE", (int(width * 0.07), y + 42), cv2.FONT_HERSHEY_DUPLEX, 1.35, (245, 245, 245), 2, cv2.LINE_AA)
    cv2.putText(out, "example advertisement", (int(width * 0.07), y + 78), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (120, 230, 250), 2, cv2.LINE_AA)
    cv2.putText(out, "board.example", (width - 190, height - 14), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (255, 255, 255), 1, cv2.LINE_AA)
    return out


def mirrored(picture, rng):
    return picture[:, ::-1]


def recoloured(picture, rng):
    gain, lift = rng.uniform(0.8, 1.2, 3), rng.uniform(-14, 18)
    return np.clip((picture * gain + lift) * rng.uniform(0.9, 1.1), 0, 255).astype(np.uint8)


def rotated(picture, rng):
    height, width = picture.shape[:2]
    turn = rng.choice([-1, 1]) * rng.uniform(2, 5)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1.12)
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)


def silhouette(picture, rng):
    return figure.cover(picture, figure.outline(*picture.shape[:2], rng.uniform(0.1, 0.16), rng))


def recompressed(picture, rng):
    return picture


CHANGES = {f.__name__: f for f in (cropped, padded, overlaid, mirrored, recoloured, rotated, silhouette, recompressed)}


def selectors(letters):
    for letter in letters:
        for kind, table in (("phone", PHONES), ("email", MAILS), ("handle", HANDLES), ("url", LINKS)):
            if letter in table:
                yield {"kind": kind, "value": table[letter]}


def main():
    renders = Path(sys.argv[1])
    new = {i: p for i, p in enumerate(jobs.JOBS["ads"](), 1)}
    shutil.rmtree(SAMPLE / "ads", ignore_errors=True)
    (SAMPLE / "ads").mkdir()
    truth, lines = [], []
    for number, (town, letters, pictures) in enumerate(ADS, 1):
        ad_id, images = f"ad-{number:02d}", []
        rng = np.random.default_rng(seed_of("ad", number))
        sources = [renders / new[s].file if isinstance(s, int) else SAMPLE / "photos" / f"{s}.jpg" for _k, s in pictures]
        if not all(s.exists() for s in sources):
            continue
        for index, ((kind, source), path) in enumerate(zip(pictures, sources), 1):
            file = f"ads/{ad_id}-{index}.jpg"
            if kind in CHANGES:
                quality = int(rng.integers(45, 62)) if kind == "recompressed" else 80
                cv2.imwrite(str(SAMPLE / file), np.ascontiguousarray(CHANGES[kind](cv2.imread(str(path)), rng)), [cv2.IMWRITE_JPEG_QUALITY, quality])
            else:
                shutil.copyfile(path, SAMPLE / file)
            images.append(file)
            if isinstance(source, int):
                known = kind == "new_view"
                truth.append((file, kind, new[source].hotel_id if known else "", new[source].room if known else "", ""))
            else:
                truth.append((file, kind, *source.split("/")[:2], f"photos/{source}.jpg"))
        posted = f"2025-{rng.integers(1, 10):02d}-{rng.integers(1, 29):02d}T{rng.integers(0, 24):02d}:{rng.integers(0, 60):02d}:00Z"
        lines.append(json.dumps({
            "ad_id": ad_id, "posted": posted, "site": SITES[number % 3], "title": f"Room advertisement sample {number:02d}",
            "text": f"Invented text of room advertisement sample {number:02d}. It shows a rendered room and describes nobody.",
            "selectors": list(selectors(letters)), "images": images, "place": town}, ensure_ascii=False))
    (SAMPLE / "ads.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with open(SAMPLE / "truth.csv", "w", newline="", encoding="utf-8") as out:
        csv.writer(out, lineterminator="\n").writerows([("image", "kind", "hotel_id", "room", "source_file"), *truth])
    print(f"{len(lines)} advertisements, {len(truth)} pictures")


if __name__ == "__main__":
    main()
