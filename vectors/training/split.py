#!/usr/bin/env python3
"""Says what the training pictures and those that recall is measured on have in common: nothing, by name and by look.

    python split.py [--shared ../shared]

By name: which of rooms.txt lie in the folders of the hotels or the distractors. By look: for every picture that is measured on, the training picture
whose perceptual hash (256 signs of a cosine transform of 64 x 64 grey values, as PDQ's) is nearest; copies differ in at most 31 bits or so.
"""
import argparse
import pathlib

import numpy as np
from PIL import Image

HERE = pathlib.Path(__file__).resolve().parent
COPY = 31  # bits up to which two hashes are of one picture


def transform():
    """The 16 lowest waves, without the constant one, over 64 values."""
    k, x = np.arange(1, 17)[:, None], np.arange(64)[None]
    return np.cos(np.pi / 64 * k * (x + 0.5))


def signs(path, waves):
    grey = np.asarray(Image.open(path).convert("L").resize((64, 64), Image.BOX), np.float64)
    values = (waves @ grey @ waves.T).reshape(-1)
    return np.where(values > np.median(values), 1, -1).astype(np.float32)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path("../shared"))
    data = parser.parse_args().shared / "data"
    names = (HERE / "rooms.txt").read_text().split()
    measured = {
        kind: sorted(p for p in (data / kind).rglob("*") if p.suffix.lower() in (".jpg", ".jpeg", ".png", ".webp"))
        for kind in ("hotels", "distractors")}
    print(f"{len(names)} training pictures; of these in the folders of hotels and distractors: "
          f"{sum(name.split('/')[0] in measured for name in names)}")
    waves = transform()
    learned = np.stack([signs(data / name, waves) for name in names])
    for kind, paths in measured.items():
        distance = (256 - np.stack([signs(p, waves) for p in paths]) @ learned.T) / 2
        nearest = distance.min(1)
        print(f"{kind}: {len(paths)} pictures, nearest training picture {nearest.min():.0f} bits away (median {np.median(nearest):.0f}); "
              f"within {COPY} bits: {(nearest <= COPY).sum()}")
        for q in np.argsort(nearest)[:3]:
            print(f"  {paths[q].relative_to(data)} and {names[distance[q].argmin()]}: {nearest[q]:.0f}")


if __name__ == "__main__":
    main()
