"""Lamps, framed pictures, mirrors, curtains, plants and small things. Backs at x = 0 and facing +x unless said otherwise."""
import numpy as np

from noise import fractal, smooth_signal

WARM = (1.0, 0.68, 0.4)
WHITE = (1.0, 0.86, 0.7)


def shade(stage, kit, low, high, bottom, top, z_light=None):
    """A lamp shade open above and below with a bulb inside, about the z axis."""
    body = stage.lathe("shade", [(bottom, low), (bottom + (top - bottom) * 0.5, (low + high) / 2), (top, high)], kit["shade"], 32)
    body.visible_diffuse = False
    for r, z in ((bottom, low), (top, high)):
        stage.lathe("rim", [(r, z - 0.004), (r + 0.003, z), (r, z + 0.004)], kit["shade_rim"], 32)
    z = (low + high) / 2 if z_light is None else z_light
    return stage.bulb("lamps bulb", (0, 0, z), WARM, 13.0, 0.035)


# ---------------------------------------------------------------- bedside lamps, standing on a table top at z = 0

def lamp_drum(stage, kit):
    stage.lathe("base", [(0.075, 0), (0.075, 0.015), (0.015, 0.025), (0.012, 0.26)], kit["metal"])
    shade(stage, kit, 0.25, 0.45, 0.15, 0.15)


def lamp_gourd(stage, kit):
    stage.lathe("base", [(0.06, 0), (0.09, 0.04), (0.1, 0.1), (0.07, 0.17), (0.035, 0.21), (0.045, 0.25), (0.015, 0.29), (0.01, 0.33)], kit["ceramic"])
    shade(stage, kit, 0.31, 0.5, 0.19, 0.12)


def lamp_cone(stage, kit):
    stage.rod("stem", (0, 0, 0), (0, 0, 0.3), 0.012, kit["wood"])
    stage.lathe("base", [(0.08, 0), (0.08, 0.02), (0.02, 0.03)], kit["wood"])
    shade(stage, kit, 0.27, 0.46, 0.16, 0.07)


def lamp_globe(stage, kit):
    stage.lathe("base", [(0.07, 0), (0.07, 0.02), (0.03, 0.04), (0.03, 0.09)], kit["metal"])
    angle = np.linspace(-1.3, 1.57, 14)
    globe = stage.lathe("globe", np.stack([0.1 * np.cos(angle) + 0.001, 0.19 + 0.1 * np.sin(angle)], 1), kit["shade"], 28)
    globe.visible_shadow = False
    globe.visible_diffuse = False
    stage.bulb("lamps bulb", (0, 0, 0.19), WARM, 8.0, 0.1)


def lamp_block(stage, kit):
    stage.box("base", (-0.06, -0.06, 0), (0.06, 0.06, 0.22), kit["ceramic"], 0.012)
    shade(stage, kit, 0.23, 0.43, 0.16, 0.13)


def lamp_tripod(stage, kit):
    for k in range(3):
        a = k * 2.094
        stage.rod("leg", (0.11 * np.cos(a), 0.11 * np.sin(a), 0), (0.02 * np.cos(a), 0.02 * np.sin(a), 0.28), 0.009, kit["wood"])
    shade(stage, kit, 0.26, 0.44, 0.15, 0.13)


STANDING = {"drum": lamp_drum, "gourd": lamp_gourd, "cone": lamp_cone, "globe": lamp_globe, "block": lamp_block, "tripod": lamp_tripod}


def sconce(stage, kit):
    """On the wall, its foot at z = 0."""
    stage.box("plate", (0, -0.05, -0.07), (0.02, 0.05, 0.07), kit["metal"])
    stage.rod("arm", (0.01, 0, 0), (0.12, 0, 0.02), 0.009, kit["metal"])
    with stage.at(0.13, 0):
        shade(stage, kit, 0.0, 0.17, 0.085, 0.07)


def pendant(stage, kit, ceiling):
    """Hangs from the ceiling at (0, 0), its shade about 1.2 m above the floor."""
    stage.rod("cord", (0, 0, 1.38), (0, 0, ceiling), 0.004, kit["dark"], 6)
    body = stage.lathe("bell", [(0.13, 1.12), (0.125, 1.2), (0.07, 1.33), (0.02, 1.39), (0.001, 1.39)], kit["metal"], 30)
    body.visible_diffuse = True
    inner = stage.lathe("glow", [(0.001, 1.16), (0.05, 1.17), (0.07, 1.22)], kit["shade"], 20)
    inner.visible_shadow = False
    stage.bulb("lamps bulb", (0, 0, 1.18), WARM, 14.0, 0.04)


def floor_lamp(stage, kit, style):
    if style["lamp"] in ("tripod", "cone"):
        for k in range(3):
            a = k * 2.094
            stage.rod("leg", (0.28 * np.cos(a), 0.28 * np.sin(a), 0), (0.02 * np.cos(a), 0.02 * np.sin(a), 1.3), 0.014, kit["wood"])
    else:
        stage.lathe("base", [(0.15, 0), (0.15, 0.02), (0.02, 0.035)], kit["metal"])
        stage.rod("stem", (0, 0, 0), (0, 0, 1.3), 0.011, kit["metal"])
    shade(stage, kit, 1.27, 1.55, 0.22, 0.19)


# ---------------------------------------------------------------- ceiling lights, about the z axis, ceiling at z = 0

def ceiling_light(stage, kit, style):
    kind = style["ceiling_light"]
    watts = 42.0
    if kind == "dome":
        dome = stage.lathe("dome", [(0.001, -0.11), (0.1, -0.1), (0.17, -0.06), (0.19, -0.01)], kit["shade_ceiling"], 32)
        stage.lathe("rim", [(0.185, -0.03), (0.2, -0.02), (0.2, 0)], kit["metal"], 32)
        dome.visible_shadow = dome.visible_diffuse = False
        stage.bulb("ceiling bulb", (0, 0, -0.16), WHITE, watts, 0.12)
    elif kind == "drum":
        drum = stage.lathe("drum", [(0.001, -0.42), (0.27, -0.42), (0.27, -0.2)], kit["shade_ceiling"], 40)
        drum.visible_shadow = drum.visible_diffuse = False
        stage.rod("cord", (0, 0, -0.2), (0, 0, 0), 0.008, kit["metal"], 8)
        stage.bulb("ceiling bulb", (0, 0, -0.3), WHITE, watts, 0.18)
    elif kind == "spots":
        for x in (-0.9, 0.9):
            for y in (-1.1, 1.1):
                with stage.at(x, y):
                    stage.lathe("ring", [(0.035, -0.004), (0.05, -0.006), (0.055, 0)], kit["metal"], 20)
                    eye = stage.lathe("eye", [(0.001, -0.003), (0.037, -0.003)], kit["shade_ceiling"], 20)
                    eye.visible_shadow = eye.visible_diffuse = False
        stage.area("ceiling panel", (0, 0, -0.03), (0, 0, -1), (1.9, 2.3), WHITE, watts)
    elif kind == "arms":
        stage.rod("stem", (0, 0, -0.35), (0, 0, 0), 0.012, kit["metal"])
        for k in range(5):
            a = k * 2 * np.pi / 5
            end = (0.32 * np.cos(a), 0.32 * np.sin(a), -0.38)
            stage.rod("arm", (0, 0, -0.33), end, 0.009, kit["metal"])
            with stage.at(*end):
                angle = np.linspace(-1.3, 1.57, 10)
                ball = stage.lathe("ball", np.stack([0.055 * np.cos(angle) + 0.001, 0.05 + 0.055 * np.sin(angle)], 1), kit["shade_ceiling"], 18)
                ball.visible_shadow = ball.visible_diffuse = False
        stage.bulb("ceiling bulb", (0, 0, -0.45), WHITE, watts, 0.2)
    else:
        rings = np.linspace(0, np.pi, 26)
        profile = np.stack([0.23 * np.sin(rings) + 0.004 * (np.arange(26) % 2) + 0.001, -0.5 - 0.22 * np.cos(rings)], 1)
        lantern = stage.lathe("lantern", profile, kit["shade_ceiling"], 32)
        lantern.visible_shadow = lantern.visible_diffuse = False
        stage.rod("cord", (0, 0, -0.3), (0, 0, 0), 0.005, kit["dark"], 6)
        stage.bulb("ceiling bulb", (0, 0, -0.5), WHITE, watts, 0.2)


# ---------------------------------------------------------------- on the walls

def framed(stage, kit, picture, width, height, frame, mount=0.0):
    """A picture in its frame, centred on z = 0."""
    bar, deep = (0.035, 0.03) if frame != "gallery" else (0.008, 0.035)
    w, h = width / 2 + mount, height / 2 + mount
    if mount:
        stage.box("mount", (0.006, -w, -h), (0.012, w, h), kit["white"], 0)
    stage.panel("picture", [(0.014, -width / 2, -height / 2), (0.014, width / 2, -height / 2), (0.014, width / 2, height / 2), (0.014, -width / 2, height / 2)], picture)
    material = kit["frame"]
    for low, high in (((0, -w - bar, -h - bar), (deep, w + bar, -h)), ((0, -w - bar, h), (deep, w + bar, h + bar)),
                      ((0, -w - bar, -h), (deep, -w, h)), ((0, w, -h), (deep, w + bar, h))):
        stage.box("frame", low, high, material, 0.004)
    stage.box("back", (0.0, -w, -h), (0.006, w, h), kit["dark"], 0)


def wall_mirror(stage, kit, style):
    """Centred on z = 0."""
    kind = style["wall_mirror"]
    if kind in ("round", "sun"):
        angle = np.linspace(0, 2 * np.pi, 48, endpoint=False)
        r = 0.38
        verts = [(0.02, r * np.cos(a), r * np.sin(a)) for a in angle]
        stage.mesh("glass", verts, [tuple(range(48))], kit["mirror"])
        with stage.at(0, 0, 0, tilt=90):
            stage.lathe("rim", [(r - 0.004, 0.02), (r - 0.002, 0.034), (r + 0.025, 0.03), (r + 0.03, 0)], kit["metal" if kind == "sun" else "frame"], 48)
        if kind == "sun":
            for k, a in enumerate(angle[::2]):
                reach = 0.62 if k % 2 else 0.52
                stage.rod("ray", (0.015, r * np.cos(a), r * np.sin(a)), (0.015, reach * np.cos(a), reach * np.sin(a)), 0.008, kit["metal"], 6)
        return
    w, h = (0.42, 0.3) if kind == "wide" else (0.25, 0.75)
    stage.panel("glass", [(0.02, -w, -h), (0.02, w, -h), (0.02, w, h), (0.02, -w, h)], kit["mirror"])
    for low, high in (((0, -w - 0.045, -h - 0.045), (0.035, w + 0.045, -h)), ((0, -w - 0.045, h), (0.035, w + 0.045, h + 0.045)),
                      ((0, -w - 0.045, -h), (0.035, -w, h)), ((0, w, -h), (0.035, w + 0.045, h))):
        stage.box("frame", low, high, kit["frame"], 0.008)


def television(stage, kit, on_stand):
    """Centred on z = 0 when on the wall; standing on z = 0 otherwise."""
    z = 0.4 if on_stand else 0
    stage.box("body", (0.02, -0.52, z - 0.3), (0.055, 0.52, z + 0.3), kit["black"], 0.004)
    stage.panel("screen", [(0.056, -0.505, z - 0.285), (0.056, 0.505, z - 0.285), (0.056, 0.505, z + 0.285), (0.056, -0.505, z + 0.285)], kit["screen"])
    if on_stand:
        stage.box("foot", (0.0, -0.2, 0), (0.18, 0.2, 0.012), kit["black"], 0.004)
        stage.box("neck", (0.03, -0.06, 0), (0.05, 0.06, 0.15), kit["black"], 0)
    else:
        stage.box("mount", (0, -0.15, -0.1), (0.03, 0.15, 0.1), kit["dark"], 0)


def radiator(stage, kit, style):
    kind = style["radiator"]
    if kind == "ribbed":
        for y in np.arange(-0.5, 0.5, 0.06):
            stage.box("rib", (0.03, y, 0.12), (0.13, y + 0.045, 0.68), kit["white"], 0.02)
        return
    stage.box("panel", (0.03, -0.55, 0.12), (0.1, 0.55, 0.62), kit["white"], 0.012)
    for y in np.arange(-0.52, 0.53, 0.035):
        stage.box("rib", (0.1, y, 0.15), (0.108, y + 0.018, 0.59), kit["white"], 0.004)
    stage.box("grille", (0.025, -0.555, 0.61), (0.105, 0.555, 0.63), kit["white"], 0.004)


def air_conditioner(stage, kit):
    stage.box("body", (0, -0.42, 0), (0.2, 0.42, 0.28), kit["white"], 0.03)
    stage.box("slot", (0.1, -0.38, 0.0), (0.203, 0.38, 0.05), kit["dark"], 0.004)


def notice(stage, kit, picture):
    stage.panel("notice", [(0.004, -0.105, -0.148), (0.004, 0.105, -0.148), (0.004, 0.105, 0.148), (0.004, -0.105, 0.148)], picture)


def switch(stage, kit):
    for k in range(2):
        stage.box("plate", (0, -0.042, -0.042 - 0.086 * k), (0.009, 0.042, 0.042 - 0.086 * k), kit["white"], 0.003)
        stage.box("rocker", (0.008, -0.022, -0.03 - 0.086 * k), (0.013, 0.022, 0.03 - 0.086 * k), kit["white"], 0.002)


def clock(stage, kit):
    with stage.at(tilt=90):
        stage.lathe("clock", [(0.001, 0.012), (0.14, 0.012), (0.142, 0.02), (0.16, 0.02), (0.16, 0)], kit["frame"], 32)
        stage.lathe("dial", [(0.001, 0.016), (0.138, 0.016)], kit["white"], 32)
    stage.rod("hand", (0.02, 0, 0), (0.02, 0.05, 0.05), 0.004, kit["dark"], 6)
    stage.rod("hand", (0.02, 0, 0), (0.02, -0.03, 0.09), 0.003, kit["dark"], 6)


# ---------------------------------------------------------------- cloth at the window; the wall is x = 0

def curtain(stage, material, rng, y0, y1, low, high, x=0.1, fold=0.035, per_metre=9):
    columns, rows = int(max(40, abs(y1 - y0) * 170)), 14
    t = np.linspace(0, 1, columns)
    phase = 2 * np.pi * per_metre * abs(y1 - y0) * t + 1.4 * smooth_signal(columns, 6, rng)
    amplitude = fold * (1 + 0.35 * smooth_signal(columns, 8, rng))
    down = np.linspace(0, 1, rows)[:, None]
    xs = x + amplitude * np.sin(phase) * (0.75 + 0.35 * down) + 0.006 * fractal(rows, columns, 2, 12, rng, 2)
    ys = y0 + (y1 - y0) * (t + 0.012 * np.cos(phase) * down)
    ys = np.broadcast_to(ys, xs.shape)
    zs = np.broadcast_to(high - (high - low) * down, xs.shape)
    stage.sheet("curtain", np.stack([xs, ys, zs], -1), material, uv_scale=(abs(y1 - y0) * 1.6, high - low))


def curtains(stage, kit, style, rng, y0, y1, sill, head, ceiling, open_share):
    """Both sides of an opening from y0 to y1; open_share 1 is drawn fully aside."""
    kind = style["curtain_hang"]
    half = (y1 - y0) / 2
    if kind == "roman":
        drop = head - (head - sill) * (0.22 + 0.5 * (1 - open_share))
        points, z = [], head + 0.12
        for k in range(7):
            points += [(0.05, z), (0.075, z - (head - drop) / 12)]
            z -= (head - drop + 0.1) / 7
        points = np.array([[(x, y, zz) for y in np.linspace(y0 - 0.05, y1 + 0.05, 20)] for x, zz in points])
        stage.sheet("blind", points, kit["curtain"])
        return
    top = ceiling - 0.03 if kind == "ceiling" else min(ceiling - 0.08, head + 0.14)
    low = 0.02 if style["curtain_long"] else max(0.02, sill - 0.18)
    if style["sheer"]:
        curtain(stage, kit["sheer"], rng, y0 - 0.05, y1 + 0.05, low + 0.02, top, 0.07, 0.015, 13)
    reach = 0.16 + half * 0.9 * (1 - open_share) + 0.14
    curtain(stage, kit["curtain"], rng, y0 - 0.22, y0 - 0.22 + reach, low, top, 0.14)
    curtain(stage, kit["curtain"], rng, y1 + 0.22 - reach, y1 + 0.22, low, top, 0.14)
    if kind == "pelmet":
        stage.box("pelmet", (0.01, y0 - 0.3, top - 0.06), (0.22, y1 + 0.3, top + 0.13), kit["wood2"], 0.01)
    elif kind == "rod":
        stage.rod("rod", (0.14, y0 - 0.32, top + 0.015), (0.14, y1 + 0.32, top + 0.015), 0.014, kit["metal"])
        for y in (y0 - 0.33, y1 + 0.33):
            with stage.at(0.14, y, top - 0.015):
                stage.lathe("finial", [(0.001, 0.06), (0.024, 0.045), (0.03, 0.03), (0.024, 0.012), (0.001, 0)], kit["metal"], 14)
    else:
        stage.box("track", (0.06, y0 - 0.28, top), (0.17, y1 + 0.28, top + 0.03), kit["white"], 0)


# ---------------------------------------------------------------- plants, about the z axis

def leaf(stage, material, start, direction, length, width, sag):
    t = np.linspace(0, 1, 9)
    direction = np.asarray(direction, float) / np.linalg.norm(direction)
    spine = np.asarray(start) + np.outer(t * length, direction) - np.outer(sag * length * t ** 2, (0, 0, 1))
    side = np.cross(direction, (0, 0, 1))
    side = side / (np.linalg.norm(side) + 1e-6)
    half = width / 2 * np.sin(np.pi * np.clip(t * 0.97 + 0.03, 0, 1)) ** 0.8
    lift = np.array((0, 0, 0.25))
    points = np.stack([spine + np.outer(half, side + lift), spine, spine - np.outer(half, side - lift)], 1)
    stage.sheet("leaf", points, material)


def plant(stage, kit, kind, rng, scale=1.0):
    stage.lathe("pot", np.array([(0.001, 0.01), (0.11, 0.0), (0.15, 0.14), (0.165, 0.28), (0.17, 0.3), (0.15, 0.3), (0.145, 0.26), (0.001, 0.26)]) * scale, kit["ceramic"])
    for _k in range({"palm": 26, "sword": 16, "bush": 46}[kind]):
        a = rng.uniform(0, 2 * np.pi)
        material = kit["leaf"] if rng.random() < 0.6 else kit["leaf2"]
        if kind == "palm":
            leaf(stage, material, (0, 0, 0.28 * scale), (np.cos(a), np.sin(a), rng.uniform(0.9, 3)), scale * rng.uniform(0.7, 1.15), 0.075 * scale, rng.uniform(0.3, 0.6))
        elif kind == "sword":
            leaf(stage, material, (0.07 * np.cos(a) * scale, 0.07 * np.sin(a) * scale, 0.26 * scale), (0.12 * np.cos(a), 0.12 * np.sin(a), 1), scale * rng.uniform(0.45, 0.85), 0.065 * scale, 0)
        else:
            root = np.array((0.16 * np.cos(a), 0.16 * np.sin(a), rng.uniform(0.4, 1.0))) * scale
            leaf(stage, material, root, (np.cos(a), np.sin(a), rng.uniform(-0.2, 0.8)), scale * rng.uniform(0.16, 0.3), 0.12 * scale, 0.5)
    if kind == "bush":
        stage.rod("trunk", (0, 0, 0.2 * scale), (0, 0, 0.95 * scale), 0.016, kit["wood"])
