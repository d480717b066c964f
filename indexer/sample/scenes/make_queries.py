"""Makes the query pictures from new renders: some with a grey figure in the way and the mask that hides it.

    python3 make_queries.py RENDERS     (RENDERS holds query-01.jpg … of `render.py --job queries`)

Writes queries/*.jpg, queries/*.png and queries.csv (in queries/) beside this folder. Masks: 255 = ignore.
"""
import csv
import shutil
import sys
from pathlib import Path

import cv2
import numpy as np

import figure
import jobs
from hotels import HOTELS
from style import seed_of

SAMPLE = Path(__file__).resolve().parent.parent
WITH_FIGURE = {3: 0.08, 5: 0.14, 7: 0.22, 10: 0.12, 11: 0.3}  # query number: covered share


def main():
    renders = Path(sys.argv[1])
    known = {h.hotel_id for h in HOTELS}
    shutil.rmtree(SAMPLE / "queries", ignore_errors=True)
    (SAMPLE / "queries").mkdir()
    rows = []
    for number, picture in enumerate(jobs.JOBS["queries"](), 1):
        source, file, mask_file = renders / picture.file, picture.file, ""
        if not source.exists():
            continue
        if number in WITH_FIGURE:
            pixels = cv2.imread(str(source))
            mask = figure.outline(*pixels.shape[:2], WITH_FIGURE[number], np.random.default_rng(seed_of("figure", number)))
            mask_file = file.replace(".jpg", "-mask.png")
            grown = cv2.dilate(mask, np.ones((9, 9), np.uint8))
            cv2.imwrite(str(SAMPLE / "queries" / mask_file), grown, [cv2.IMWRITE_PNG_BILEVEL, 1])
            cv2.imwrite(str(SAMPLE / "queries" / file), figure.cover(pixels, mask), [cv2.IMWRITE_JPEG_QUALITY, 82])
        else:
            shutil.copyfile(source, SAMPLE / "queries" / file)
        inside = picture.hotel_id in known
        rows.append((file, mask_file, picture.hotel_id if inside else "", picture.room if inside else ""))
    with open(SAMPLE / "queries" / "queries.csv", "w", newline="", encoding="utf-8") as out:
        csv.writer(out, lineterminator="\n").writerows([("file", "mask", "hotel_id", "room"), *rows])
    print(f"{len(rows)} queries")


if __name__ == "__main__":
    main()
