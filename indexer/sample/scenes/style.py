"""What makes one hotel's rooms look like that hotel: a dictionary of choices per room.

A chain fixes the furniture, a hotel adds colours, patterns, floor and window, a room its own art and the colour of a detail.
"""
import zlib

import numpy as np

# furniture lines: what hotels of one chain buy from one maker
LINES = {
    "Larkspur Inns": dict(headboard="padded", nightstand="chest", desk="drawers", chair="plain", armchair="club", wardrobe="two", lamp="gourd",
                          ceiling_light="dome", wall_mirror="tall", handle="knob", base="divan", radiator="ribbed"),
    "Quillon Suites": dict(headboard="channels", nightstand="round", desk="metal", chair="shell", armchair="tub", wardrobe="mirrored", lamp="globe",
                           ceiling_light="arms", wall_mirror="round", handle="bar", base="divan", radiator="panel"),
    "Brightwater Lodges": dict(headboard="slats", nightstand="open", desk="round", chair="spindle", armchair="frame", wardrobe="open", lamp="tripod",
                               ceiling_light="lantern", wall_mirror="wide", handle="none", base="frame", radiator="panel"),
    "Copperbell": dict(headboard="panelled", nightstand="floating", desk="wall", chair="office", armchair="tub", wardrobe="two", lamp="sconce",
                       ceiling_light="spots", wall_mirror="tall", handle="bar", base="divan", radiator="panel"),
    "Sundial Court": dict(headboard="woven", nightstand="legged", desk="trestle", chair="spindle", armchair="frame", wardrobe="louvre", lamp="cone",
                          ceiling_light="lantern", wall_mirror="sun", handle="knob", base="frame", radiator="none"),
    "Nocturne Rooms": dict(headboard="blocks", nightstand="floating", desk="wall", chair="shell", armchair="club", wardrobe="three", lamp="block",
                           ceiling_light="spots", wall_mirror="wide", handle="none", base="divan", radiator="none"),
    "h15": dict(headboard="arch", nightstand="round", desk="round", chair="shell", armchair="tub", wardrobe="open", lamp="cone", ceiling_light="lantern",
                wall_mirror="round", handle="knob", base="divan", radiator="ribbed"),
    "h16": dict(headboard="slats", nightstand="chest", desk="square", chair="spindle", armchair="club", wardrobe="two", lamp="gourd", ceiling_light="arms",
                wall_mirror="tall", handle="knob", base="frame", radiator="ribbed"),
    "h17": dict(headboard="bars", nightstand="legged", desk="trestle", chair="plain", armchair="frame", wardrobe="louvre", lamp="gourd", ceiling_light="drum",
                wall_mirror="sun", handle="knob", base="frame", radiator="none"),
    "h18": dict(headboard="panelled", nightstand="chest", desk="drawers", chair="plain", armchair="club", wardrobe="three", lamp="drum", ceiling_light="dome",
                wall_mirror="wide", handle="knob", base="frame", radiator="ribbed"),
    "h19": dict(headboard="padded", nightstand="legged", desk="round", chair="spindle", armchair="frame", wardrobe="two", lamp="pendant", ceiling_light="drum",
                wall_mirror="round", handle="bar", base="frame", radiator="panel"),
    "h20": dict(headboard="blocks", nightstand="chest", desk="drawers", chair="office", armchair="club", wardrobe="open", lamp="drum", ceiling_light="dome",
                wall_mirror="wide", handle="bar", base="divan", radiator="none"),
    "h21": dict(headboard="woven", nightstand="open", desk="square", chair="plain", armchair="tub", wardrobe="louvre", lamp="tripod", ceiling_light="lantern",
                wall_mirror="tall", handle="knob", base="frame", radiator="none"),
    "h22": dict(headboard="buttons", nightstand="chest", desk="metal", chair="plain", armchair="tub", wardrobe="mirrored", lamp="block", ceiling_light="arms",
                wall_mirror="sun", handle="bar", base="divan", radiator="ribbed"),
    "h23": dict(headboard="arch", nightstand="open", desk="square", chair="spindle", armchair="frame", wardrobe="two", lamp="globe", ceiling_light="dome",
                wall_mirror="round", handle="none", base="frame", radiator="none"),
    "h24": dict(headboard="buttons", nightstand="floating", desk="metal", chair="shell", armchair="club", wardrobe="three", lamp="pendant", ceiling_light="drum",
                wall_mirror="tall", handle="knob", base="divan", radiator="none"),
    "x01": dict(headboard="channels", nightstand="chest", desk="drawers", chair="plain", armchair="club", wardrobe="louvre", lamp="drum", ceiling_light="arms",
                wall_mirror="wide", handle="knob", base="frame", radiator="panel"),
    "x02": dict(headboard="bars", nightstand="round", desk="square", chair="shell", armchair="frame", wardrobe="three", lamp="tripod", ceiling_light="dome",
                wall_mirror="round", handle="bar", base="frame", radiator="ribbed"),
    "x03": dict(headboard="buttons", nightstand="open", desk="wall", chair="office", armchair="tub", wardrobe="open", lamp="gourd", ceiling_light="spots",
                wall_mirror="tall", handle="none", base="divan", radiator="none"),
}

# wall, accent wall (two colours), fabric 1, fabric 2, wood (two colours), metal, floor (two or three colours), frame
LOOKS = {
    "h01": dict(wall="#d9d3c4", accent=("wallpaper", "stripes", ["#7d93a8", "#c9d3d8"], 1.1), one="#2f4f6f", two="#b3873f", wood=["#6e4427", "#3a2012"],
                metal="#b08d4f", floor=("carpet", "trellis", ["#38465c", "#8b93a0", "#b59a5e"], 1.3), frame="#3a2517", window="wide", trim="none"),
    "h02": dict(wall="#e4ddd0", accent=("wallpaper", "damask", ["#a9b59a", "#c9d1b8"], 1.4), one="#5d6f49", two="#8c3b3b", wood=["#7a4b2a", "#43260f"],
                metal="#a58a55", floor=("carpet", "flowers", ["#5d3036", "#a5805c", "#c9b48c"], 1.9), frame="#b08d4f", window="twin", trim="rail"),
    "h03": dict(wall="#dfe1da", accent=("wallpaper", "flowers", ["#e6dfcf", "#7da08c"], 1.3), one="#27594f", two="#c46f52", wood=["#8a5a35", "#54331a"],
                metal="#8f8f8a", floor=("carpet", "grid_lines", ["#27463f", "#6d7f60", "#b04a3a"], 1.2), frame="#f1ece2", window="tall", trim="wainscot"),
    "h04": dict(wall="#e9e4de", accent=("wallpaper", "scallop", ["#1f3b4d", "#c3a15c"], 1.0), one="#b1613f", two="#1f3b4d", wood=["#4a3428", "#2a1a12"],
                metal="#c2a25b", floor=("herringbone", "none", ["#a9794a", "#6e4524"], 1.6), frame="#c2a25b", window="french", trim="mouldings"),
    "h05": dict(wall="#dcd8d6", accent=("wallpaper", "hexagons", ["#54324a", "#a98a9c"], 1.1), one="#7d8f52", two="#54324a", wood=["#5a4033", "#33221a"],
                metal="#b9975a", floor=("carpet", "swirl", ["#4b4453", "#8d7f90", "#c7a15c"], 1.8), frame="#1d1a1a", window="tall", trim="mouldings"),
    "h06": dict(wall="#e2d7c3", accent=("planks", "none", ["#b5834f", "#74491f"], 1.7), one="#a33a2e", two="#2d4a3a", wood=["#b98a52", "#7d5024"],
                metal="#2b2a28", floor=("planks", "none", ["#8d6038", "#553416"], 1.8), frame="#6a3f1c", window="wide", trim="beams"),
    "h07": dict(wall="#eceae4", accent=("paint", "none", ["#8fa9b3"], 2.0), one="#3c6e8c", two="#e0b23f", wood=["#dcc096", "#b08f5e"],
                metal="#3a3a3a", floor=("planks", "none", ["#d9c3a0", "#a98c62"], 2.2), frame="#d3b483", window="small", trim="none"),
    "h08": dict(wall="#d3cfc6", accent=("brick", "none", ["#9c6b54", "#b9aea0"], 1.35), one="#56633d", two="#c98b3c", wood=["#a8743c", "#68401c"],
                metal="#2a2725", floor=("carpet", "blotches", ["#6c6455", "#8c8370", "#3f4a3a"], 2.0), frame="#2a2725", window="wide", trim="beams"),
    "h09": dict(wall="#c9c7c3", accent=("concrete", "none", ["#9a9893"], 2.4), one="#c4622d", two="#3f444a", wood=["#7f5a3d", "#4a3020"],
                metal="#b5703f", floor=("carpet", "tiles", ["#474b52", "#7c8087", "#c4622d"], 2.0), frame="#22201e", window="wide", trim="none"),
    "h10": dict(wall="#d8dcdb", accent=("wallpaper", "chevron", ["#2c5a63", "#6f9aa0"], 1.2), one="#e08a3c", two="#2c5a63", wood=["#93785a", "#5e4831"],
                metal="#b5703f", floor=("carpet", "stripes", ["#31474d", "#5c7a80", "#b9c3c0"], 1.6), frame="#f3f1ee", window="tall", trim="none"),
    "h11": dict(wall="#f0e8d8", accent=("wallpaper", "medallions", ["#f2e3c6", "#cf7a3d"], 1.2), one="#cf7a3d", two="#3c7f8b", wood=["#c69a63", "#8c6233"],
                metal="#5b4a3a", floor=("carpet", "medallions", ["#c9a27c", "#8d4f33", "#3c6f78"], 1.4), frame="#c69a63", window="french", trim="none"),
    "h12": dict(wall="#ead9c2", accent=("wallpaper", "trellis", ["#b4532f", "#e3b98c"], 1.0), one="#274b7a", two="#d8a23a", wood=["#8e5a30", "#553213"],
                metal="#9c7a3c", floor=("wood", "none", ["#b98e64", "#8a6038"], 1.0), frame="#7a4a22", window="tall", trim="rail"),
    "h13": dict(wall="#bfbcb8", accent=("grasscloth", "none", ["#4d463f", "#7a6f62"], 1.4), one="#23262d", two="#9c2f35", wood=["#3d2f27", "#231a15"],
                metal="#4a4a4c", floor=("carpet", "grid_lines", ["#2c2d33", "#56565c", "#9c2f35"], 1.0), frame="#17181a", window="small", trim="none"),
    "h14": dict(wall="#c8ccd2", accent=("wallpaper", "swirl", ["#283349", "#4f6285"], 1.6), one="#5a4a86", two="#c0c4cc", wood=["#5c5650", "#37332f"],
                metal="#a9adb3", floor=("carpet", "blotches", ["#343a4a", "#545d74", "#8f7bc0"], 1.5), frame="#c0c4cc", window="wide", trim="none"),
    "h15": dict(wall="#f1efe9", accent=("wallpaper", "flowers", ["#f3d9cf", "#c25c6a"], 1.6), one="#c25c6a", two="#3f7d74", wood=["#cfae80", "#9a7748"],
                metal="#c9a24e", floor=("herringbone", "none", ["#c79b66", "#8c6133"], 1.4), frame="#c9a24e", window="french", trim="mouldings"),
    "h16": dict(wall="#efe6d3", accent=("wallpaper", "grid_lines", ["#efe3cb", "#6f8f5a"], 0.9), one="#b0282c", two="#4d6f3c", wood=["#a7682e", "#6a3b13"],
                metal="#4a3a28", floor=("planks", "none", ["#b57f46", "#744a20"], 1.5), frame="#7d4a1c", window="twin", trim="wainscot"),
    "h17": dict(wall="#f3d9a6", accent=("paint", "none", ["#c64f7a"], 2.0), one="#1f7f8f", two="#e8912f", wood=["#6f3d1d", "#3d1e0b"],
                metal="#26221f", floor=("carpet", "hexagons", ["#a8543a", "#d8b98f", "#2f5d62"], 1.1), frame="#e0b34a", window="small", trim="none"),
    "h18": dict(wall="#d8c9a8", accent=("wallpaper", "damask", ["#8c2f39", "#b35a57"], 1.2), one="#6b2330", two="#8f7a3f", wood=["#59301a", "#2d150a"],
                metal="#a98542", floor=("carpet", "medallions", ["#6b2330", "#b58b52", "#2f3f2c"], 1.6), frame="#a98542", window="tall", trim="rail"),
    "h19": dict(wall="#e3e8ea", accent=("planks", "none", ["#5f7f95", "#46637a"], 1.2), one="#1f3f66", two="#c8413a", wood=["#e2d3b8", "#bba47e"],
                metal="#d8dadb", floor=("planks", "none", ["#9b9184", "#6c6358"], 1.9), frame="#f4f3ef", window="twin", trim="wainscot"),
    "h20": dict(wall="#e8cfae", accent=("brick", "none", ["#b98a5f", "#d9c7ab"], 1.6), one="#c2542b", two="#2f8f8a", wood=["#9a5f2a", "#5d3411"],
                metal="#8d8f90", floor=("carpet", "chevron", ["#7d4a34", "#c79a5f", "#2f7f7a"], 1.5), frame="#5d3411", window="wide", trim="none"),
    "h21": dict(wall="#eef0e4", accent=("wallpaper", "flowers", ["#1f5f4a", "#7fbf8a"], 2.0), one="#f0a63c", two="#1f6f8f", wood=["#b5763a", "#75430f"],
                metal="#6a5a48", floor=("carpet", "stripes", ["#d5bf98", "#9c7a48", "#3f7f6a"], 1.1), frame="#f2efe6", window="french", trim="none"),
    "h22": dict(wall="#3d434d", accent=("wallpaper", "damask", ["#1c2a2a", "#3f6a62"], 1.5), one="#1f5a4f", two="#b8893a", wood=["#2f1d14", "#170d08"],
                metal="#c49a45", floor=("carpet", "scallop", ["#1d2426", "#a8823f", "#3f6a62"], 1.2), frame="#c49a45", window="tall", trim="mouldings"),
    "h23": dict(wall="#f6f5f0", accent=("paint", "none", ["#f2f1ec"], 2.0), one="#1f5fae", two="#e6e2d5", wood=["#c9b48f", "#967d52"],
                metal="#3d5f8f", floor=("carpet", "tiles", ["#e5ddcb", "#3f6fa8", "#b0a48a"], 1.3), frame="#1f5fae", window="twin", trim="none"),
    "h24": dict(wall="#efe2cf", accent=("wallpaper", "medallions", ["#8f2f5f", "#d8a03f"], 1.0), one="#e0862a", two="#7a1f4f", wood=["#6b3a24", "#3a1c0f"],
                metal="#c79a3a", floor=("herringbone", "none", ["#8c5a36", "#53301a"], 1.1), frame="#c79a3a", window="wide", trim="none"),
    "x01": dict(wall="#dcd6cf", accent=("wallpaper", "hexagons", ["#cdd6c0", "#6d8a6a"], 1.3), one="#4d6a5a", two="#caa14c", wood=["#7d5636", "#49301a"],
                metal="#9a9c9e", floor=("carpet", "damask", ["#5a5f4c", "#8f946f", "#c9b27c"], 1.5), frame="#2b241d", window="wide", trim="none"),
    "x02": dict(wall="#cfe0de", accent=("wallpaper", "chevron", ["#e8e2d2", "#d07f6a"], 1.4), one="#d07f6a", two="#3d5f6f", wood=["#d2b07a", "#9c783f"],
                metal="#2b2b2b", floor=("planks", "none", ["#c3a070", "#8a683a"], 1.6), frame="#2b2b2b", window="twin", trim="rail"),
    "x03": dict(wall="#d9cfd6", accent=("grasscloth", "none", ["#7a5c7a", "#a384a0"], 1.2), one="#3f2f5f", two="#d0b04a", wood=["#4c3a33", "#2a1e19"],
                metal="#c0c2c5", floor=("carpet", "flowers", ["#3d3550", "#8a6fa0", "#d0b04a"], 1.4), frame="#e8e6e2", window="small", trim="none"),
}

ART = ["ridges", "sea", "shapes", "blocks", "marble", "botanical", "skyline", "trees", "rings", "strokes", "triangles"]
ART_COLOURS = [
    ["#e8d8c0", "#c96f4a", "#4f7f8c", "#2f3e52", "#f2c14e"], ["#f3efe2", "#7fa07a", "#3f5f4a", "#23332b", "#d88c5a"],
    ["#dfe7ea", "#88a9c0", "#3f6f96", "#1d3048", "#f0d9a0"], ["#f4dfd8", "#d9818a", "#8f4a6a", "#3a2038", "#f2b66a"],
    ["#f2ead0", "#d9a441", "#8f5a2a", "#3f2a1a", "#5f8f8a"], ["#e6e2ee", "#9a8ac0", "#5a4a8f", "#241f40", "#f0a080"],
    ["#efefe9", "#b0b0aa", "#6f6f6d", "#222224", "#c0392b"], ["#e2f0e6", "#5fb08f", "#1f7a78", "#123a44", "#f0c860"],
]
FABRICS = ["stripes", "trellis", "scallop", "chevron", "damask", "flowers", "grid_lines", "none", "hexagons", "medallions"]


def seed_of(*parts):
    """A seed that depends on its parts alone, the same on every machine."""
    return zlib.crc32("/".join(str(p) for p in parts).encode())


def room_style(hotel, room):
    """Every choice for one room; the same hotel and room always give the same."""
    key, number = hotel.hotel_id, int(room[1:])
    rng = np.random.default_rng(seed_of("hotel", key))
    own = np.random.default_rng(seed_of("room", key, room))
    order = int(key[1:]) + (24 if key[0] == "x" else 0)
    style = dict(LINES[hotel.chain or key])
    style.update(LOOKS[key])
    style["wall_trim"] = style.pop("trim")
    style.update(
        key=key, room=room,
        # the building
        length=float(rng.uniform(3.75, 4.25)), width=float(rng.uniform(4.9, 5.7)), height=float(rng.uniform(2.5, 2.9)),
        window_wall="far" if order % 3 else "foot", window_cross=bool(rng.random() < 0.4), skirting=float(rng.choice([0.07, 0.1, 0.14])),
        second_accent="none" if order % 4 else "foot", door_panels=bool(rng.random() < 0.5), floor_turned=bool(rng.random() < 0.5),
        outlook=["town", "hills", "sea", "garden"][order % 4], white_trim=bool(order % 3 != 1),
        # cloth
        curtain_hang=["rod", "ceiling", "pelmet", "roman"][(order * 7 // 2) % 4], curtain_long=bool(rng.random() < 0.75), sheer=bool(rng.random() < 0.5),
        curtain_pattern=FABRICS[(order * 3 + 1) % 10], cushion_pattern=FABRICS[(order * 7 + 2) % 10], duvet_pattern=FABRICS[(order * 3 + 5) % 10],
        duvet_kind=["white", "pattern", "plain", "white", "striped"][order % 5], quilt=bool(order % 3 == 0), runner=bool(order % 5 in (0, 2, 3)),
        throw=bool(order % 5 == 4), bolster=bool(order % 7 == 1), cushions=int(order % 4), pillow_rows=1 + int(order % 3 != 2),
        # what stands and hangs in it
        twin=bool(order % 8 == 5), bed_width=float(rng.choice([1.5, 1.6, 1.8])), rug=bool(style["floor"][0] != "carpet"),
        plant=["palm", "sword", "bush", "none"][(order * 5 + 1) % 4], air_conditioner=style["radiator"] == "none",
        art_hanging=["one", "pair", "three", "grid", "wide", "two_off"][(order * 5 + number) % 6 if not hotel.chain else order % 6],
        art_kind=ART[(order * 4 + number * 3) % 11], art_kind2=ART[(order * 4 + number * 3 + 5) % 11],
        art_colours=ART_COLOURS[(order * 3 + number) % 8], frame_kind=["wood", "gallery"][order % 2], mount=0.06 if order % 3 == 0 else 0.0,
        art_size=float(own.uniform(0.85, 1.15)), seed=seed_of("things", key, room),
        # what makes this room differ from the other one
        mirrored=number == 2, runner_colour=style["one"] if number == 1 else style["two"], sofa_left=bool(own.random() < 0.5),
        detail="head" if number == 1 else "desk", television="wall" if order % 2 else "stand", rack=bool(order % 3 != 2), clock=bool(order % 5 == 2),
    )
    if number == 2:
        style["plant"] = {"palm": "palm", "sword": "bush", "bush": "sword", "none": "none"}[style["plant"]]
    return style
