"""Furniture other than beds. Each piece has its back at x = 0, faces +x, is centred on y = 0 and stands on z = 0."""
import numpy as np

from beds import pillow
from noise import fractal


def legs(stage, kit, x0, x1, y0, y1, height, kind, material):
    for x in (x0, x1):
        for y in (y0, y1):
            if kind == "round":
                splay = 0.03
                stage.rod("leg", (x + splay * np.sign(x - (x0 + x1) / 2), y + splay * np.sign(y), 0), (x, y, height), 0.016, material)
            elif kind == "metal":
                stage.box("leg", (x - 0.0125, y - 0.0125, 0), (x + 0.0125, y + 0.0125, height), kit["metal"], 0.002)
            else:
                stage.box("leg", (x - 0.025, y - 0.025, 0), (x + 0.025, y + 0.025, height), material, 0.004)


def handle(stage, kit, kind, x, y, z):
    if kind == "knob":
        with stage.at(x, y, z, tilt=90):
            stage.lathe("knob", [(0.006, 0), (0.006, 0.012), (0.016, 0.018), (0.014, 0.026), (0.001, 0.028)], kit["metal"], 14)
    elif kind == "bar":
        stage.rod("bar", (x + 0.022, y - 0.06, z), (x + 0.022, y + 0.06, z), 0.006, kit["metal"], 8)
        for side in (-0.05, 0.05):
            stage.rod("stub", (x - 0.002, y + side, z), (x + 0.022, y + side, z), 0.004, kit["metal"], 8)


def nightstand(stage, kit, style, rng):
    """Returns the height of its top."""
    kind, wood, hand = style["nightstand"], kit["wood"], style["handle"]
    if kind == "round":
        with stage.at(0.26, 0):
            stage.lathe("top", [(0.001, 0.52), (0.235, 0.52), (0.245, 0.53), (0.245, 0.545), (0.235, 0.555), (0.001, 0.555)], wood)
            stage.rod("stem", (0, 0, 0.02), (0, 0, 0.52), 0.022, kit["metal"])
            stage.lathe("foot", [(0.17, 0), (0.17, 0.012), (0.03, 0.03), (0.001, 0.03)], kit["metal"])
        return 0.555
    if kind == "floating":
        stage.box("box", (0, -0.25, 0.36), (0.36, 0.25, 0.53), wood, 0.004)
        stage.box("front", (0.355, -0.245, 0.375), (0.37, 0.245, 0.515), kit["wood2"], 0.003)
        handle(stage, kit, hand, 0.37, 0, 0.45)
        return 0.53
    if kind == "open":
        for y in (-0.24, 0.22):
            stage.box("side", (0, y, 0), (0.38, y + 0.02, 0.55), wood)
        for z in (0.1, 0.33, 0.53):
            stage.box("shelf", (0, -0.24, z), (0.38, 0.24, z + 0.02), wood)
        for k in range(int(rng.integers(2, 5))):
            stage.box("book", (0.08, -0.14, 0.12 + 0.03 * k), (0.28 + 0.02 * rng.random(), 0.1, 0.148 + 0.03 * k), kit["books"][k % 4], 0.002)
        return 0.55
    if kind == "legged":
        stage.box("box", (0, -0.23, 0.34), (0.38, 0.23, 0.56), wood, 0.008)
        stage.box("front", (0.375, -0.21, 0.37), (0.39, 0.21, 0.53), kit["wood2"], 0.003)
        handle(stage, kit, hand, 0.39, 0, 0.45)
        legs(stage, kit, 0.05, 0.33, -0.18, 0.18, 0.35, "round", wood)
        return 0.56
    stage.box("box", (0, -0.25, 0.06), (0.4, 0.25, 0.56), wood, 0.006)
    stage.box("plinth", (0.02, -0.23, 0), (0.37, 0.23, 0.07), kit["dark"], 0)
    stage.box("top", (0, -0.265, 0.56), (0.42, 0.265, 0.585), kit["wood2"], 0.006)
    for z in (0.09, 0.33):
        stage.box("drawer", (0.395, -0.235, z), (0.415, 0.235, z + 0.215), wood, 0.004)
        handle(stage, kit, hand, 0.415, 0, z + 0.11)
    return 0.585


def desk(stage, kit, style, rng):
    kind, wood = style["desk"], kit["wood"]
    width, deep, high = 1.25, 0.55, 0.75
    stage.box("top", (0, -width / 2, high - 0.035), (deep, width / 2, high), wood, 0.005)
    if kind == "trestle":
        for y in (-width / 2 + 0.15, width / 2 - 0.15):
            for x in (0.08, deep - 0.08):
                stage.rod("leg", (x, y - 0.1, 0), (x, y, high - 0.03), 0.018, wood)
                stage.rod("leg", (x, y + 0.1, 0), (x, y, high - 0.03), 0.018, wood)
            stage.box("bar", (0.06, y - 0.06, 0.3), (deep - 0.06, y + 0.06, 0.33), wood)
    elif kind == "drawers":
        stage.box("chest", (0.01, width / 2 - 0.4, 0.05), (deep - 0.02, width / 2 - 0.02, high - 0.035), wood)
        for k in range(3):
            z = 0.08 + 0.21 * k
            stage.box("drawer", (deep - 0.022, width / 2 - 0.39, z), (deep - 0.002, width / 2 - 0.03, z + 0.19), kit["wood2"], 0.003)
            handle(stage, kit, style["handle"], deep - 0.002, width / 2 - 0.21, z + 0.1)
        stage.box("side", (0.01, -width / 2 + 0.01, 0), (deep - 0.02, -width / 2 + 0.04, high - 0.03), wood)
    elif kind == "wall":
        stage.box("apron", (0, -width / 2, high - 0.14), (deep - 0.05, width / 2, high - 0.03), kit["wood2"], 0.004)
        for y in (-width / 2 + 0.1, width / 2 - 0.14):
            stage.box("bracket", (0, y, 0.35), (0.05, y + 0.04, high - 0.1), kit["metal"])
    else:
        legs(stage, kit, 0.05, deep - 0.05, -width / 2 + 0.05, width / 2 - 0.05, high - 0.03, kind, wood)
        stage.box("drawer", (0.05, -0.3, high - 0.13), (deep - 0.02, 0.3, high - 0.03), kit["wood2"], 0.004)
        handle(stage, kit, style["handle"], deep - 0.02, 0, high - 0.08)
    with stage.at(0.2, -0.38, high):
        for k in range(3):
            stage.box("book", (-0.1, -0.07, 0.025 * k), (0.12 - 0.02 * k, 0.08, 0.024 + 0.025 * k), kit["books"][k], 0.002)
    with stage.at(0.28, 0.32, high):
        stage.box("tray", (-0.14, -0.2, 0), (0.14, 0.2, 0.015), kit["wood2"], 0.005)
        stage.lathe("kettle", [(0.07, 0.02), (0.08, 0.05), (0.075, 0.15), (0.05, 0.2), (0.02, 0.21), (0.001, 0.225)], kit["metal"])
        for dy in (0.13, -0.13):
            with stage.at(0.04, dy, 0.015):
                stage.lathe("cup", [(0.025, 0), (0.038, 0.07), (0.042, 0.08), (0.038, 0.078), (0.03, 0.02), (0.001, 0.01)], kit["white"], 18)
    return high


def chair(stage, kit, style, rng):
    kind, wood, cloth = style["chair"], kit["wood"], kit["chair"]
    seat = 0.46
    if kind == "shell":
        rows, columns = 26, 26
        v, u = np.meshgrid(np.linspace(0, 1, rows), np.linspace(-1, 1, columns), indexing="ij")
        x = np.where(v < 0.5, 0.5 - v * 0.84, 0.08 - (v - 0.5) * 0.16) + 0.1 * u ** 2 * (v > 0.3)
        z = seat + np.where(v < 0.5, 0.05 * (0.5 - v) * 0.3, (v - 0.5) * 0.74) + 0.05 * u ** 2
        stage.sheet("shell", np.stack([x, u * 0.24 * (1 - 0.25 * np.maximum(0, v - 0.7)), z], -1), cloth)
        legs(stage, kit, 0.12, 0.42, -0.18, 0.18, seat, "round", wood)
    elif kind == "spindle":
        stage.box("seat", (0.02, -0.22, seat - 0.035), (0.45, 0.22, seat), wood, 0.012)
        for y in np.linspace(-0.19, 0.19, 6):
            stage.rod("spindle", (0.05, y, seat), (-0.03, y * 1.1, seat + 0.42), 0.009, wood, 8)
        stage.box("rail", (-0.055, -0.24, seat + 0.4), (-0.015, 0.24, seat + 0.47), wood, 0.012)
        legs(stage, kit, 0.07, 0.4, -0.18, 0.18, seat - 0.02, "round", wood)
    elif kind == "office":
        stage.box("seat", (0.0, -0.24, seat - 0.04), (0.48, 0.24, seat + 0.04), cloth, 0.035)
        with stage.at(0, 0, seat + 0.1, tilt=-8):
            stage.box("back", (-0.04, -0.22, 0), (0.03, 0.22, 0.5), cloth, 0.03)
        stage.rod("stem", (0.22, 0, 0.08), (0.22, 0, seat), 0.025, kit["metal"])
        for k in range(5):
            a = k * 2 * np.pi / 5
            stage.rod("spoke", (0.22, 0, 0.1), (0.22 + 0.28 * np.cos(a), 0.28 * np.sin(a), 0.05), 0.016, kit["metal"])
    else:
        stage.box("seat", (0.0, -0.23, seat - 0.06), (0.47, 0.23, seat + 0.03), cloth, 0.03)
        with stage.at(0.01, 0, seat, tilt=-9):
            stage.box("back", (-0.045, -0.22, 0.06), (0.02, 0.22, 0.5), cloth, 0.028)
        legs(stage, kit, 0.05, 0.42, -0.19, 0.19, seat - 0.04, "square", wood)


def armchair(stage, kit, style, rng):
    kind, cloth = style["armchair"], kit["chair"]
    if kind == "tub":
        angle = np.linspace(np.radians(70), np.radians(290), 40)
        low, high, radius = 0.12, 0.72, 0.37
        inner = radius - 0.11
        ring = [(inner, 0), (inner, 1), (inner + 0.03, 1.06), (radius - 0.03, 1.06), (radius, 1), (radius, 0)]
        points = np.array([[(r * np.cos(a) + 0.42, r * np.sin(a), low + h * (high - low - 0.12 * (np.cos(a) + 1))) for a in angle] for r, h in ring])
        stage.sheet("tub", points, cloth)
        with stage.at(0.44, 0, 0.3):
            stage.lathe("seat", [(0.001, 0.14), (0.2, 0.13), (0.27, 0.1), (0.28, 0.04), (0.27, 0), (0.25, -0.18)], cloth)
        return
    stage.box("seat", (0.1, -0.3, 0.22), (0.78, 0.3, 0.44), cloth, 0.05)
    with stage.at(0.12, 0, 0.3, tilt=-10):
        stage.box("back", (-0.08, -0.31, 0), (0.1, 0.31, 0.6 if kind == "club" else 0.75), cloth, 0.06)
    if kind == "club":
        for y in (-0.42, 0.29):
            stage.box("arm", (0.05, y, 0.1), (0.78, y + 0.13, 0.6), cloth, 0.05)
        legs(stage, kit, 0.12, 0.7, -0.33, 0.33, 0.14, "square", kit["wood"])
    else:
        for y in (-0.35, 0.35):
            stage.box("arm", (0.08, y - 0.025, 0.58), (0.72, y + 0.025, 0.61), kit["wood"], 0.01)
        legs(stage, kit, 0.12, 0.68, -0.35, 0.35, 0.59, "round", kit["wood"])
    with stage.at(0.28, 0.04, 0.45, tilt=-18, turn=8):
        pillow(stage, kit["cushion2"], rng, 0.42, 0.36, 0.14)


def wardrobe(stage, kit, style, rng):
    """Returns its depth and half its width."""
    kind, deep, half, high = style["wardrobe"], 0.58, 0.6, 2.1
    if kind == "open":
        for y in (-half, half - 0.03):
            stage.box("side", (0, y, 0), (0.45, y + 0.03, 1.9), kit["wood"])
        for z in (0.12, 1.87):
            stage.box("shelf", (0, -half, z), (0.45, half, z + 0.03), kit["wood"])
        stage.rod("rail", (0.22, -half, 1.7), (0.22, half, 1.7), 0.014, kit["metal"])
        for y in np.linspace(-0.4, 0.35, 5) + rng.normal(0, 0.02, 5):
            for side in (-1, 1):
                stage.rod("hanger", (0.22, y, 1.64), (0.22 + side * 0.19, y, 1.54), 0.008, kit["wood2"], 8)
            stage.rod("hook", (0.22, y, 1.64), (0.22, y, 1.71), 0.004, kit["metal"], 6)
        stage.box("blanket", (0.05, -0.4, 0.15), (0.42, 0.1, 0.33), kit["runner"], 0.04)
        return 0.45, half
    stage.box("body", (0, -half, 0), (deep, half, high), kit["wood"])
    doors = 2 if kind != "three" else 3
    step = 2 * half / doors
    for k in range(doors):
        y = -half + k * step
        stage.box("door", (deep, y + 0.004, 0.07), (deep + 0.02, y + step - 0.004, high - 0.03), kit["wood2"] if kind == "two" else kit["wood"], 0.004)
        if kind == "mirrored":
            stage.panel("glass", [(deep + 0.021, y + 0.05, 0.12), (deep + 0.021, y + step - 0.05, 0.12),
                                  (deep + 0.021, y + step - 0.05, high - 0.08), (deep + 0.021, y + 0.05, high - 0.08)], kit["mirror"])
        if kind == "louvre":
            for z in np.arange(0.2, high - 0.2, 0.045):
                with stage.at(deep + 0.022, y + step / 2, z, tilt=28):
                    stage.box("louvre", (-0.004, -step / 2 + 0.07, 0), (0.004, step / 2 - 0.07, 0.05), kit["wood2"], 0)
        side = 0.06 if k else step - 0.06
        stage.rod("pull", (deep + 0.04, y + side, 0.95), (deep + 0.04, y + side, 1.2), 0.008, kit["metal"], 8)
    return deep + 0.02, half


def luggage_rack(stage, kit, style, rng):
    for y in (-0.28, 0.28):
        stage.rod("leg", (0.02, y, 0), (0.42, y, 0.48), 0.015, kit["wood"])
        stage.rod("leg", (0.42, y, 0), (0.02, y, 0.48), 0.015, kit["wood"])
    for x in (0.02, 0.42):
        stage.rod("bar", (x, -0.32, 0.48), (x, 0.32, 0.48), 0.015, kit["wood"])
    for y in np.linspace(-0.22, 0.22, 4):
        stage.box("strap", (0.02, y - 0.025, 0.475), (0.42, y + 0.025, 0.479), kit["dark"], 0)


def suitcase(stage, kit, rng):
    with stage.at(0.02, 0, 0.485):
        stage.box("case", (0, -0.31, 0), (0.42, 0.31, 0.22), kit["case"], 0.04)
        for y in (-0.2, 0, 0.2):
            stage.box("rib", (0.0, y - 0.012, -0.002), (0.424, y + 0.012, 0.224), kit["dark"], 0.01)


def low_table(stage, kit, style, rng):
    with stage.at(0.3, 0):
        if style["nightstand"] == "round":
            stage.lathe("top", [(0.001, 0.42), (0.29, 0.42), (0.3, 0.43), (0.29, 0.45), (0.001, 0.45)], kit["wood"])
            for k in range(3):
                a = k * 2.1
                stage.rod("leg", (0.24 * np.cos(a), 0.24 * np.sin(a), 0), (0.1 * np.cos(a), 0.1 * np.sin(a), 0.42), 0.014, kit["metal"])
        else:
            stage.box("top", (-0.26, -0.26, 0.4), (0.26, 0.26, 0.44), kit["wood"])
            legs(stage, kit, -0.22, 0.22, -0.22, 0.22, 0.4, style["desk"] if style["desk"] in ("metal", "round") else "square", kit["wood"])
        with stage.at(0.05, 0.02, 0.45):
            stage.lathe("vase", [(0.001, 0), (0.05, 0.0), (0.07, 0.06), (0.045, 0.14), (0.022, 0.18), (0.03, 0.2)], kit["ceramic"])


def rug(stage, kit, rng, x0, x1, y0, y1):
    rows, columns = 30, 30
    v, u = np.meshgrid(np.linspace(y0, y1, rows), np.linspace(x0, x1, columns), indexing="ij")
    z = 0.012 + 0.002 * fractal(rows, columns, 3, 3, rng, 2)
    stage.sheet("rug", np.stack([u, v, z], -1), kit["rug"])
