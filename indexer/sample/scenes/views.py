"""Where somebody with a phone stands in a room, and what they point it at."""
from collections import namedtuple

import numpy as np

from style import seed_of

Shot = namedtuple("Shot", "position target lens mode")


def shot(name, style, plan, spots, take=0):
    """A view by name; another `take` is the same view by another visitor: elsewhere by a hand's breadth, other lens, other light."""
    rng = np.random.default_rng(seed_of("shot", style["key"], style["room"], name, take))
    length, width, bed, half = plan.length, plan.width, spots.bed, spots.bed_half
    high = rng.uniform(1.35, 1.65)
    far = style["window_wall"] == "far"
    table = {
        # gallery
        "corner": ((length - 0.33, 0.38, high), (0.35, bed + 0.75, 0.75), (23, 26), ["day", "day lamps", "day lamps"]),
        "opposite": ((0.38, width - 0.42, high), (length - 0.7, 1.15, 0.85), (23, 26), ["day lamps", "evening", "day"]),
        "bed": ((length - 0.62, bed + rng.uniform(-0.35, 0.35), high - 0.05), (0.2, bed, 0.95), (24, 27), ["evening", "night", "day lamps", "dim"]),
        "head": ((2.15, bed - half - 0.15, high), (0.05, bed + 0.1, 1.2), (26, 30), ["day lamps", "night", "evening"]),
        "desk": ((length - 2.5, spots.desk_t - 0.75, high), (length, spots.desk_t - 0.2, 1.1), (24, 28), ["day", "evening", "night"]) if far else
                ((spots.desk_t - 0.9, width - 2.5, high), (spots.desk_t - 0.3, width, 1.1), (24, 28), ["day", "evening", "night"]),
        # advertisements and queries
        "window corner": ((length - 0.75, width - 0.5, high + 0.1), (0.3, bed - 0.5, 0.8), (23, 26), ["day lamps", "night", "evening"]),
        "from bed": ((0.75, bed - 0.2, 1.3), (length, bed + 0.35, 0.95), (23, 25), ["day lamps", "evening"]),
        "bedside": ((1.75, bed + half + 0.35, high), (0.02, bed - 0.2, 1.05), (25, 29), ["night", "dim", "day lamps"]),
        "door": ((length - 0.75, 0.55, high + 0.1), (0.6, bed + 0.2, 0.7), (25, 29), ["night", "evening", "day lamps", "ceiling"]),
    }
    position, target, lens, modes = table[name]
    spread = 0.05 if take == 0 else 0.16
    position = np.array(position) + rng.normal(0, spread, 3) * (1, 1, 0.6)
    position = np.clip(position, (0.3, 0.3, 0.9), (length - 0.28, width - 0.3, 1.85))
    target = np.array(target) + rng.normal(0, 0.08, 3)
    return Shot(tuple(position), tuple(target), float(rng.uniform(*lens)), str(modes[int(rng.integers(len(modes)))]))


def gallery_views(style):
    return ["corner", "opposite", "bed", style["detail"]]
