"""Writes hotels.csv and photos.csv beside this folder.   python3 make_tables.py"""
import csv
from pathlib import Path

import numpy as np

import jobs
from hotels import HOTELS, Hotel
from style import seed_of

SAMPLE = Path(__file__).resolve().parent.parent


def taken(hotel_id, room):
    """An invented day for the visit on which a room was photographed."""
    rng = np.random.default_rng(seed_of("taken", hotel_id, room))
    return f"{rng.integers(2021, 2025)}-{rng.integers(1, 13):02d}-{rng.integers(1, 29):02d}"


def write(path, header, rows):
    with open(path, "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main():
    photos = [(f"photos/{p.file}", p.hotel_id, p.room, p.view, taken(p.hotel_id, p.room)) for p in jobs.gallery() if (SAMPLE / "photos" / p.file).exists()]
    present = {row[1] for row in photos}
    write(SAMPLE / "hotels.csv", Hotel._fields, [h for h in HOTELS if h.hotel_id in present])
    write(SAMPLE / "photos.csv", ["file", "hotel_id", "room", "view", "taken"], photos)
    print(f"{len(present)} hotels, {len(photos)} photos")


main()
