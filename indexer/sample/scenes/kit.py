"""All materials of one room, made from its style."""
from functools import lru_cache

import cv2
import numpy as np

import artwork
import textures
from materials import Materials
from style import seed_of


def blend(colour, other, share):
    mixed = textures.rgb(colour) * (1 - share) + textures.rgb(other) * share
    return "#" + "".join(f"{int(round(255 * float(c))):02x}" for c in mixed)


@lru_cache(maxsize=48)
def painted(surface, pattern, colours, seed, *more):
    """A surface picture, kept for the hotel's next room."""
    return surface(pattern, colours, np.random.default_rng(seed), *more)


def make_kit(style):
    make, seed = Materials(), seed_of("kit", style["key"])
    one, two, wood, white = style["one"], style["two"], style["wood"], "#f2f0ea"
    detail = style["runner_colour"]

    def cloth(key, pattern, colours, metres, count=None, coarse=2, bump=0.0):
        pixels = painted(textures.weave, pattern, tuple(colours), seed_of(seed, key), count, coarse)
        return make.solid(pixels=pixels, metres=metres, key=key, bump=bump)

    def surface(key, kind, colours, metres, pattern="none", gloss=0.0, roughness=0.35, bump=0.0, turned=False):
        return make.solid(pixels=painted(textures.SURFACES[kind], pattern, tuple(colours), seed_of(seed, key)), metres=metres, key=key, gloss=gloss,
                          roughness=roughness, bump=bump, turned=turned)

    kind, pattern, colours, metres = style["accent"]
    floor_kind, floor_pattern, floor_colours, floor_metres = style["floor"]
    hard = floor_kind != "carpet"
    duvet = {"white": ("none", [white, white]), "pattern": (style["duvet_pattern"], [blend(one, white, 0.55), blend(one, white, 0.05), two]),
             "plain": ("none", [blend(two, white, 0.35), white]), "striped": ("stripes", [white, blend(one, white, 0.3)])}[style["duvet_kind"]]
    trim_wood = not style["white_trim"]
    kit = {
        "wall": surface("wall", "paint", [style["wall"]], 1.6),
        "accent": surface("accent", kind, colours, metres, pattern, bump=0.3 if kind in ("brick", "planks", "grasscloth") else 0.0),
        "ceiling": surface("ceiling", "paint", ["#f4f2ee"], 2.0),
        "floor": surface("floor", floor_kind, floor_colours, floor_metres, floor_pattern, gloss=0.25 if hard else 0, roughness=0.28, bump=0.0 if hard else 0.5),
        "rug": make.solid(pixels=painted(textures.carpet, style["cushion_pattern"], (blend(two, white, 0.3), one, blend(one, white, 0.4)), seed_of(seed, "rug"), 5),
                          metres=1.7, key="rug", bump=0.7),
        "wood": surface("wood", "wood", wood, 0.9, gloss=0.18, roughness=0.4),
        "wood2": surface("wood2", "wood", [blend(wood[0], white, 0.12), wood[1]], 0.7, gloss=0.18, roughness=0.35),
        "rattan": surface("rattan", "rattan", [blend(wood[0], "#e6cfa0", 0.5)], 0.7, bump=0.4),
        "metal": make.metal(style["metal"], 0.28),
        "white": make.solid("#efeeea", gloss=0.15, roughness=0.3),
        "dark": make.solid("#1f1d1c"), "black": make.solid("#101113", gloss=0.3, roughness=0.15),
        "screen": make.solid("#07080a", gloss=0.5, roughness=0.06, key="screen"),
        "sheet": cloth("sheet", "none", [white, white], 0.5, coarse=1),
        "pillow": cloth("pillow", "none", [white, white], 0.5, coarse=1),
        "pillow2": cloth("pillow2", "stripes" if style["duvet_kind"] == "striped" else "none", [blend(white, one, 0.05 if style["quilt"] else 0.3), white], 0.6),
        "duvet": cloth("duvet", duvet[0], duvet[1], 1.0, coarse=1),
        "runner": cloth(f"runner {detail}", style["cushion_pattern"], [detail, blend(detail, white, 0.45), blend(detail, "#000000", 0.5)], 0.8),
        "cushion": cloth("cushion", style["cushion_pattern"], [two, blend(two, white, 0.6), one], 0.55),
        "cushion2": cloth("cushion2", "none" if style["cushion_pattern"] != "none" else "chevron", [one, blend(one, white, 0.5)], 0.5),
        "headboard": cloth("headboard", "none", [blend(one, "#808080", 0.15), one], 0.4, coarse=3),
        "headboard2": cloth("headboard2", "none", [blend(one, white, 0.35), one], 0.4, coarse=3),
        "chair": cloth("chair", "none" if style["chair"] != "plain" else style["cushion_pattern"], [two, blend(two, white, 0.3)], 0.4, coarse=3),
        "curtain": cloth("curtain", style["curtain_pattern"], [blend(one, white, 0.35), blend(two, white, 0.3), blend(one, "#000000", 0.3)], 1.0),
        "sheer": make.sheer("#f4f3ef"),
        "ceramic": make.solid(blend(two, white, 0.25), gloss=0.35, roughness=0.12, key="ceramic"),
        "shade": make.glow("shade", 1.0, "#ffd9a0", body=0.75), "shade_rim": make.solid("#d8cdb8"),
        "shade_ceiling": make.glow("shade ceiling", 1.0, "#fff0d8", body=0.8),
        "leaf": make.solid("#3f6b32", gloss=0.2, roughness=0.4), "leaf2": make.solid("#5d8a45", gloss=0.2, roughness=0.4),
        "frame": make.solid(style["frame"], gloss=0.2, roughness=0.3, key="frame"),
        "mirror": make.mirror(),
        "window": make.solid("#f0efec", gloss=0.15),
        "trim": surface("trim", "wood", wood, 0.9, gloss=0.15) if trim_wood else make.solid("#ecebe6", gloss=0.15, key="trim"),
        "trim2": make.solid("#c9c7c0") if not trim_wood else make.solid(wood[1], key="trim2"),
        "door": surface("door", "wood", [blend(wood[0], "#8a6a4a", 0.2), wood[1]], 1.4, gloss=0.15, turned=False) if trim_wood else make.solid("#e6e3dc", gloss=0.15, key="door"),
        "case": make.solid(["#7d2f35", "#2f4a6f", "#3a3a3c", "#5f6f4a"][seed % 4], gloss=0.3, key="case"),
        "books": [make.solid(c) for c in (one, two, "#d9d2c0", "#394b59")],
        "notice": make.solid(pixels=notice_picture(seed), key="notice"),
    }
    for light, strength in (("day", 2.2), ("dusk", 1.0), ("night", 0.6)):
        view = artwork.window_view(style["outlook"], light, seed_of(seed, "view", style["room"]))
        kit[f"view {light}"] = make.glow(f"view {light}", strength, pixels=view, body=0)
    kit["make"] = make
    return kit


def notice_picture(seed):
    """The sheet on the back of the door: a plan of the floor and lines of print."""
    rng = np.random.default_rng(seed)
    sheet = np.full((340, 240, 3), 245, np.uint8)
    cv2.rectangle(sheet, (12, 12), (228, 40), (30, 140, 60), -1)
    for k in range(6):
        cv2.rectangle(sheet, (20 + 34 * k, 60), (50 + 34 * k, 110), (40, 40, 40), 2)
        cv2.rectangle(sheet, (20 + 34 * k, 135), (50 + 34 * k, 185), (40, 40, 40), 2)
    cv2.arrowedLine(sheet, (30, 122), (205, 122), (200, 30, 30), 4)
    for y in range(205, 325, 12):
        cv2.line(sheet, (20, y), (int(rng.uniform(120, 220)), y), (90, 90, 90), 3)
    return sheet
