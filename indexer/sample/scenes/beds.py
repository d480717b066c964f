"""Beds: headboards, mattress, duvet with folds, pillows, runner. Back of the headboard at x = 0, centred on y = 0."""
import numpy as np

from noise import fractal, smooth_signal

LENGTH = 2.02
FRONT = 0.13  # where the mattress begins
TOP = 0.56


def bed(stage, kit, style, rng, width):
    HEADBOARDS[style["headboard"]](stage, kit, rng, width)
    base(stage, kit, style, width)
    stage.box("mattress", (FRONT, -width / 2, 0.3), (FRONT + LENGTH, width / 2, TOP - 0.02), kit["sheet"], 0.06)
    duvet(stage, kit, style, rng, width)
    pillows(stage, kit, style, rng, width)
    if style["runner"]:
        runner(stage, kit, rng, width)
    if style["throw"]:
        thrown(stage, kit, rng, width)


def base(stage, kit, style, width):
    if style["base"] == "divan":
        stage.box("divan", (FRONT, -width / 2, 0.04), (FRONT + LENGTH, width / 2, 0.32), kit["headboard"], 0.02)
        return
    w, low = width / 2 + 0.04, 0.16
    for side in (-w, w - 0.04):
        stage.box("rail", (FRONT - 0.03, side, low), (FRONT + LENGTH + 0.04, side + 0.04, 0.36), kit["wood"])
    stage.box("foot", (FRONT + LENGTH, -w, low), (FRONT + LENGTH + 0.05, w, 0.4), kit["wood"])
    for x in (FRONT + 0.1, FRONT + LENGTH - 0.03):
        for y in (-w, w - 0.07):
            stage.box("leg", (x, y, 0), (x + 0.07, y + 0.07, low + 0.05), kit["wood"])
    stage.box("slats", (FRONT, -w + 0.04, 0.22), (FRONT + LENGTH, w - 0.04, 0.3), kit["wood"])


# ---------------------------------------------------------------- headboards

def padded(stage, kit, rng, width):
    stage.box("headboard", (0.01, -width / 2 - 0.06, 0.1), (0.12, width / 2 + 0.06, 1.18), kit["headboard"], 0.045)


def channels(stage, kit, rng, width):
    n = int(round(width / 0.15))
    step = (width + 0.1) / n
    for i in range(n):
        y = -width / 2 - 0.05 + i * step
        stage.box("channel", (0.01, y + 0.002, 0.1), (0.11, y + step - 0.002, 1.3), kit["headboard"], 0.045)


def buttons(stage, kit, rng, width):
    rows, columns = 60, 120
    v, u = np.meshgrid(np.linspace(0, 1, rows), np.linspace(0, 1, columns), indexing="ij")
    y, z = (u - 0.5) * (width + 0.14), 0.35 + v * 0.95
    n = max(5, int(round(width / 0.2)))
    a, b = (u * n + v * 4), (u * n - v * 4)
    pad = np.minimum(np.abs(np.sin(np.pi * a)), np.abs(np.sin(np.pi * b))) ** 0.45
    edge = np.clip(np.minimum(np.minimum(u, 1 - u) * 30, np.minimum(v, 1 - v) * 18), 0, 1) ** 0.5
    stage.sheet("tufts", np.stack([0.02 + edge * (0.05 + 0.05 * pad), y, z], -1), kit["headboard"])
    stage.box("back", (0, -width / 2 - 0.1, 0.05), (0.03, width / 2 + 0.1, 1.33), kit["wood"])
    for i in range(1, n):
        for k in range(1, 4):
            yy = (((i + 0.5 * (k % 2)) / n) - 0.5) * (width + 0.14)
            if abs(yy) < width / 2:
                with stage.at(0.075, yy, 0.35 + k / 4 * 0.95, tilt=90):
                    stage.lathe("button", [(0.001, 0.02), (0.012, 0.016), (0.016, 0)], kit["headboard"], 10)


def panelled(stage, kit, rng, width):
    total = width + 1.5
    n = 4
    for i in range(n):
        y = -total / 2 + i * total / n
        stage.box("panel", (0.005, y + 0.004, 0.1), (0.045, y + total / n - 0.004, 1.25), kit["wood"], 0.004)
    stage.box("ledge", (0.0, -total / 2, 1.25), (0.09, total / 2, 1.28), kit["wood"])
    stage.box("cushion", (0.04, -width / 2, 0.5), (0.11, width / 2, 0.98), kit["headboard"], 0.03)


def slats(stage, kit, rng, width):
    for y in (-width / 2 - 0.06, width / 2):
        stage.box("post", (0.02, y, 0), (0.08, y + 0.06, 1.22), kit["wood"], 0.012)
    for k, z in enumerate(np.linspace(0.5, 1.08, 5)):
        stage.box("slat", (0.035, -width / 2, z), (0.06, width / 2, z + 0.085), kit["wood"], 0.008)


def bars(stage, kit, rng, width):
    for y in (-width / 2, width / 2):
        stage.rod("post", (0.06, y, 0), (0.06, y, 1.2), 0.022, kit["metal"])
        with stage.at(0.06, y, 1.2):
            stage.lathe("knob", [(0.001, 0.07), (0.025, 0.055), (0.034, 0.03), (0.02, 0.0)], kit["metal"], 14)
    arch = np.linspace(-1, 1, 15)
    top = 1.08 + 0.14 * (1 - arch ** 2)
    for i in range(14):
        stage.rod("arch", (0.06, arch[i] * width / 2, top[i]), (0.06, arch[i + 1] * width / 2, top[i + 1]), 0.015, kit["metal"])
    for i in range(1, 14):
        stage.rod("bar", (0.06, arch[i] * width / 2, 0.45), (0.06, arch[i] * width / 2, top[i]), 0.009, kit["metal"])
    stage.rod("low", (0.06, -width / 2, 0.62), (0.06, width / 2, 0.62), 0.012, kit["metal"])


def arch(stage, kit, rng, width):
    rows, columns = 40, 60
    v, u = np.meshgrid(np.linspace(0, 1, rows), np.linspace(-1, 1, columns), indexing="ij")
    top = 0.85 + 0.6 * np.sqrt(np.maximum(0, 1 - np.abs(u) ** 3))
    z = 0.1 + v * (top - 0.1)
    edge = np.clip(np.minimum((1 - np.abs(u)) * 14, (1 - v) * 12), 0, 1) ** 0.5
    stage.sheet("arch", np.stack([0.01 + 0.1 * edge, u * (width / 2 + 0.08), z], -1), kit["headboard"])
    rim = np.stack([0.04 + 0 * u[0], u[0] * (width / 2 + 0.085), top[0] + 0.005], -1)
    for i in range(columns - 1):
        stage.rod("piping", rim[i], rim[i + 1], 0.018, kit["wood"], 8)


def woven(stage, kit, rng, width):
    stage.box("cane", (0.03, -width / 2, 0.4), (0.05, width / 2, 1.15), kit["rattan"], 0.002)
    for y in (-width / 2 - 0.07, -width / 6 - 0.02, width / 6 - 0.02, width / 2):
        stage.box("post", (0.01, y, 0), (0.07, y + 0.05, 1.2), kit["wood"], 0.02)
    for z in (0.4, 1.15):
        stage.box("bar", (0.01, -width / 2 - 0.07, z), (0.07, width / 2 + 0.05, z + 0.05), kit["wood"], 0.02)


def blocks(stage, kit, rng, width):
    columns, rows = int(round((width + 0.4) / 0.45)), 3
    step = (width + 0.4) / columns
    for i in range(columns):
        for j in range(rows):
            y, z = -width / 2 - 0.2 + i * step, 0.35 + j * 0.36
            stage.box("pad", (0.01, y + 0.004, z), (0.075 + 0.02 * ((i + j) % 2), y + step - 0.004, z + 0.352),
                      kit["headboard"] if (i + j) % 2 else kit["headboard2"], 0.03)


HEADBOARDS = {f.__name__: f for f in (padded, channels, buttons, panelled, slats, bars, arch, woven, blocks)}


# ---------------------------------------------------------------- cloth

def draped(a, b, start, width, rng, lift=0.0, drop_fold=0.03, top=TOP):
    """Places cloth coordinates (a along the bed, b across, metres) over the mattress and down its sides."""
    foot, half, radius = FRONT + LENGTH - start, width / 2, 0.07
    over_a, over_b = np.maximum(0, a - foot), np.maximum(0, np.abs(b) - half)
    over = np.maximum(over_a, over_b)
    curl = np.minimum(over / radius, 1)
    out = radius * np.sin(curl * np.pi / 2) * 0.8
    drop = np.where(over < radius, radius * (1 - np.cos(curl * np.pi / 2)), over - radius * 0.2)
    rows, columns = a.shape
    wave = smooth_signal(columns, 14, rng)[None, :] * (over_a > over_b) + smooth_signal(rows, 16, rng)[:, None] * (over_b >= over_a)
    fold = drop_fold * np.clip(wave * 0.6 + 0.5, 0, 1.6) * np.minimum(1, drop / 0.25)
    x = start + np.minimum(a, foot) + np.where(over_a > 0, (out + fold + 0.012) * (over_a >= over_b * 0.6), 0)
    y = np.sign(b) * (np.minimum(np.abs(b), half) + np.where(over_b > 0, out + fold + 0.012, 0))
    return x, y, top + lift - drop


def duvet(stage, kit, style, rng, width):
    start, side, end = 0.78 + rng.uniform(-0.06, 0.05), 0.26 + rng.uniform(0, 0.06), 0.28
    rows, columns = 110, 130
    a, b = np.meshgrid(np.linspace(0, FRONT + LENGTH - start + end, rows), np.linspace(-width / 2 - side, width / 2 + side, columns), indexing="ij")
    x, y, z = draped(a, b, start, width, rng, lift=0.035)
    puff = fractal(rows, columns, 4, 5, rng, 4, 0.55)
    crease = -np.abs(fractal(rows, columns, 3, 3, rng, 3, 0.6))
    lying = np.clip((z - TOP + 0.06) * 12, 0, 1)
    bump = 0.011 * puff + 0.016 * crease
    if style["quilt"]:
        u, v = a * np.pi / 0.22, b * np.pi / 0.22
        bump = bump * 0.5 + 0.02 * np.minimum(np.abs(np.sin(u)), np.abs(np.sin(v))) ** 0.5
    z = z + lying * (bump + 0.02)
    x, y = x + 0.3 * bump * (1 - lying), y + np.sign(b) * bump * (1 - lying)
    stage.sheet("duvet", np.stack([x, y, z], -1), kit["duvet"])
    # the end turned back towards the foot
    rows = 24
    a, b = np.meshgrid(np.linspace(-0.02, 0.3, rows), np.linspace(-width / 2 - side, width / 2 + side, columns), indexing="ij")
    x, y, z = draped(a, b, start, width, rng, lift=0.1)
    round_edge = np.sin(np.clip((a + 0.02) / 0.32, 0, 1) * np.pi) ** 0.35
    z = z + 0.008 * fractal(rows, columns, 2, 8, rng, 3) - 0.05 * (1 - round_edge) + 0.01
    stage.sheet("fold", np.stack([x, y + np.sign(b) * 0.03, z], -1), kit["sheet"])


def runner(stage, kit, rng, width):
    rows, columns = 30, 110
    start = 1.5
    a, b = np.meshgrid(np.linspace(0, 0.5, rows), np.linspace(-width / 2 - 0.3, width / 2 + 0.3, columns), indexing="ij")
    x, y, z = draped(a, b, start, width, rng, lift=0.1, drop_fold=0.012)
    stage.sheet("runner", np.stack([x, y + np.sign(b) * 0.045, z + 0.006 * fractal(rows, columns, 2, 6, rng, 3)], -1), kit["runner"])


def thrown(stage, kit, rng, width):
    """A blanket thrown over one corner of the foot."""
    rows, columns = 60, 60
    side = rng.choice([-1, 1])
    a, b = np.meshgrid(np.linspace(0, 1.0, rows), np.linspace(0.05, width / 2 + 0.32, columns), indexing="ij")
    a = a + 0.25 * (b - 0.5)
    x, y, z = draped(a, b, 1.35, width, rng, lift=0.11, drop_fold=0.03)
    z = z + 0.012 * fractal(rows, columns, 3, 4, rng, 3)
    stage.sheet("throw", np.stack([x + 0.03, side * (y + 0.05), z], -1), kit["runner"])


def pillow(stage, material, rng, long, deep, thick):
    """A cushion standing on its long side, its face towards +x."""
    rows, columns = 34, 44
    v, u = np.meshgrid(np.linspace(-1, 1, rows), np.linspace(-1, 1, columns), indexing="ij")
    body = (np.maximum(0, 1 - np.abs(u) ** 2.6) * np.maximum(0, 1 - np.abs(v) ** 2.6)) ** 0.55
    pinch = 1 - 0.07 * (np.abs(v) ** 2) * (1 - np.abs(u)) - 0.0
    y = u * long / 2 * (1 - 0.06 * (1 - v ** 2) * np.abs(u) ** 4)
    z = deep / 2 + v * deep / 2 * pinch * (1 - 0.08 * (1 - u ** 2) * np.abs(v) ** 4)
    folds = 0.05 * fractal(rows, columns, 3, 4, rng, 4, 0.6)
    for side in (1, -1):
        x = side * thick / 2 * body * (1 + 1.2 * folds - 0.25 * np.abs(folds))
        stage.sheet("pillow", np.stack([x, y, z], -1)[:, ::side], material)


def pillows(stage, kit, style, rng, width):
    per_row = 2 if width > 1.2 else 1
    long = 0.72 if width > 1.2 else 0.66
    for row in range(style["pillow_rows"]):
        for k in range(per_row):
            y = (k - (per_row - 1) / 2) * width * 0.47 + rng.normal(0, 0.012)
            with stage.at(FRONT + 0.16 + 0.17 * row, y, TOP + 0.0, turn=rng.normal(0, 3), tilt=-22 - 12 * row + rng.normal(0, 3)):
                pillow(stage, kit["pillow2"] if row else kit["pillow"], rng, long, 0.48, 0.2)
    offset = FRONT + 0.22 + 0.17 * style["pillow_rows"]
    for k in range(style["cushions"]):
        y = (k - (style["cushions"] - 1) / 2) * 0.46 + rng.normal(0, 0.03)
        with stage.at(offset, y, TOP + 0.03, turn=rng.normal(0, 7), tilt=-30 + rng.normal(0, 4)):
            pillow(stage, kit["cushion"] if k % 2 == 0 else kit["cushion2"], rng, 0.46, 0.42, 0.17)
    if style["bolster"]:
        with stage.at(offset + 0.08, -0.32, TOP + 0.14, roll=-90):
            stage.lathe("bolster", [(0.001, 0), (0.09, 0.01), (0.105, 0.05), (0.108, 0.32), (0.105, 0.59), (0.09, 0.63), (0.001, 0.64)], kit["cushion2"])
