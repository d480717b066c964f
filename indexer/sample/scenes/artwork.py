"""Framed pictures and window views, painted by rule from a seed: RGB arrays, uint8, sRGB."""
import cv2
import numpy as np

from noise import fractal, smooth_signal
from textures import as_bytes, rgb

BASE = 512


def gradient(height, width, colours):
    stops = np.linspace(0, 1, len(colours))
    y = np.linspace(0, 1, height)
    table = np.stack([np.interp(y, stops, [rgb(c)[k] for c in colours]) for k in range(3)], 1)
    return np.repeat(table[:, None, :], width, 1).astype(np.float32)


def fill(image, points, colour):
    cv2.fillPoly(image, [np.int32(np.asarray(points) * 8)], np.asarray(colour, float).tolist(), cv2.LINE_AA, 3)


def tone(colours, rng):
    return np.clip(rgb(colours[int(rng.integers(len(colours)))]) * rng.uniform(0.75, 1.2), 0, 1)


def ridges(height, width, colours, rng):
    """Mountain ranges, one behind the other, under a disc."""
    image = gradient(height, width, [colours[0], colours[1], colours[2]])
    cx, cy = rng.uniform(0.2, 0.8) * width, rng.uniform(0.15, 0.4) * height
    cv2.circle(image, (int(cx), int(cy)), int(rng.uniform(0.06, 0.14) * width), tone(colours, rng).tolist(), -1, cv2.LINE_AA)
    layers = int(rng.integers(4, 8))
    far, near = rgb(colours[1]), rgb(colours[3]) * 0.55
    for k in range(layers):
        t = (k + 1) / layers
        line = height * (0.35 + 0.5 * t) + height * 0.09 * smooth_signal(width, 3 + k, rng)
        rough = height * 0.012 * smooth_signal(width, 40, rng)
        points = np.concatenate([np.stack([np.arange(width), line + rough], 1), [[width, height], [0, height]]])
        fill(image, points, far * (1 - t) + near * t)
    return image


def sea(height, width, colours, rng):
    horizon = int(height * rng.uniform(0.4, 0.62))
    image = np.concatenate([gradient(horizon, width, colours[:3]), gradient(height - horizon, width, [colours[3], colours[1]])])
    glitter = fractal(height, width, height // 6, 10, rng, 3)
    depth = np.clip((np.arange(height) - horizon) / height, 0, 1)[:, None]
    image *= 1 + (0.9 * depth ** 0.5 * 0.3 * glitter)[..., None]
    x = int(rng.uniform(0.25, 0.75) * width)
    cv2.circle(image, (x, horizon - int(height * rng.uniform(0.05, 0.2))), int(width * 0.07), rgb(colours[4]).tolist(), -1, cv2.LINE_AA)
    for _i in range(int(rng.integers(1, 4))):
        bx, s = rng.uniform(0.1, 0.9) * width, rng.uniform(0.05, 0.12) * height
        by = horizon + s * 0.6
        fill(image, [[bx, by - 2 * s], [bx, by], [bx + s, by]], tone(colours, rng))
        fill(image, [[bx - s * 0.6, by + 2], [bx + s, by + 2], [bx + s * 0.7, by + s * 0.3], [bx - s * 0.3, by + s * 0.3]], rgb(colours[3]) * 0.4)
    return image


def shapes(height, width, colours, rng):
    """Paper cut-outs: half discs, bars and arches that overlap."""
    image = gradient(height, width, [colours[0], colours[0]])
    for _i in range(int(rng.integers(9, 17))):
        c = (int(rng.uniform(0, width)), int(rng.uniform(0, height)))
        r = int(rng.uniform(0.07, 0.28) * width)
        colour = tone(colours, rng).tolist()
        kind = rng.integers(4)
        if kind == 0:
            cv2.circle(image, c, r, colour, -1, cv2.LINE_AA)
        elif kind == 1:
            cv2.ellipse(image, c, (r, r), float(rng.integers(4) * 90), 0, 180, colour, -1, cv2.LINE_AA)
        elif kind == 2:
            cv2.rectangle(image, c, (c[0] + r, c[1] + int(r * rng.uniform(0.3, 2.5))), colour, -1)
        else:
            for k in range(4):
                cv2.ellipse(image, c, (r - k * r // 5, r - k * r // 5), 180, 0, 180, tone(colours, rng).tolist(), max(3, r // 12), cv2.LINE_AA)
    return image


def blocks(height, width, colours, rng):
    """Rectangles split again and again, with dark bars between."""
    image = gradient(height, width, [colours[0], colours[0]])

    def split(x0, y0, x1, y1, depth):
        if depth == 0 or min(x1 - x0, y1 - y0) < 0.12 * width:
            cv2.rectangle(image, (x0, y0), (x1, y1), tone(colours, rng).tolist(), -1)
            cv2.rectangle(image, (x0, y0), (x1, y1), (rgb(colours[3]) * 0.25).tolist(), max(2, width // 90))
            return
        at = rng.uniform(0.3, 0.7)
        if (x1 - x0) > (y1 - y0) * rng.uniform(0.7, 1.4):
            mid = int(x0 + at * (x1 - x0))
            split(x0, y0, mid, y1, depth - 1), split(mid, y0, x1, y1, depth - 1)
        else:
            mid = int(y0 + at * (y1 - y0))
            split(x0, y0, x1, mid, depth - 1), split(x0, mid, x1, y1, depth - 1)

    split(0, 0, width, height, 5)
    return image


def marble(height, width, colours, rng):
    """Poured paint: bands bent by two layers of noise."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / width
    a, b = fractal(height, width, 2, 2, rng, 4), fractal(height, width, 3, 3, rng, 4)
    field = (np.sin(3.0 * (x * rng.uniform(-2, 2) + y * rng.uniform(-2, 2)) + 1.6 * a + 1.1 * np.sin(2.4 * b)) + 1) / 2
    stops = np.linspace(0, 1, len(colours))
    image = np.stack([np.interp(field, stops, [rgb(c)[k] for c in colours]) for k in range(3)], -1).astype(np.float32)
    veins = np.exp(-np.abs(np.sin(6 * field + a)) * 18)
    return image * (1 - 0.5 * veins[..., None]) + 0.5 * veins[..., None] * rgb(colours[4])


def botanical(height, width, colours, rng):
    """Leaves along bent stems on a pale sheet."""
    paper = np.clip(rgb(colours[0]) * 0.35 + 0.62, 0, 1)
    image = np.ones((height, width, 3), np.float32) * paper
    for stem in range(int(rng.integers(2, 5))):
        x, y = rng.uniform(0.3, 0.7) * width, height * 0.97
        angle, length = rng.uniform(-0.35, 0.35), height * rng.uniform(0.55, 0.85)
        colour = tone(colours[1:4], rng) * 0.75
        pairs, side = int(rng.integers(7, 15)), 1
        size = rng.uniform(0.09, 0.2) * width
        for k in range(pairs):
            nx, ny = x + np.sin(angle) * length / pairs, y - np.cos(angle) * length / pairs
            cv2.line(image, (int(x), int(y)), (int(nx), int(ny)), colour.tolist(), max(2, width // 120), cv2.LINE_AA)
            x, y = nx, ny
            angle += rng.normal(0, 0.07)
            for side in (-1, 1):
                turn = angle + side * rng.uniform(0.7, 1.1)
                s = size * (1.1 - k / pairs)
                centre = (int(x + np.sin(turn) * s), int(y - np.cos(turn) * s))
                cv2.ellipse(image, centre, (int(s), int(s * 0.32)), float(np.degrees(turn) - 90), 0, 360,
                            np.clip(colour * rng.uniform(0.85, 1.35), 0, 1).tolist(), -1, cv2.LINE_AA)
                cv2.line(image, (int(x), int(y)), (int(x + np.sin(turn) * 2 * s), int(y - np.cos(turn) * 2 * s)), (colour * 0.6).tolist(), 1, cv2.LINE_AA)
    return image


def skyline(height, width, colours, rng):
    """A town of lit windows under an evening sky."""
    image = gradient(height, width, [colours[2], colours[1], colours[0]])
    for layer in range(3):
        x, base = -10, rgb(colours[3]) * (0.9 - 0.3 * layer)
        while x < width:
            w, h = rng.uniform(0.05, 0.13) * width, height * rng.uniform(0.2, 0.62) * (1 - 0.22 * layer)
            colour = np.clip(base * rng.uniform(0.7, 1.15), 0, 1)
            fill(image, [[x, height], [x, height - h], [x + w, height - h], [x + w, height]], colour)
            if rng.random() < 0.25:
                fill(image, [[x, height - h], [x + w / 2, height - h - w * 0.9], [x + w, height - h]], colour)
            step = max(6, int(width * 0.018))
            for wy in range(int(height - h + step), height, step + 4):
                for wx in range(int(x + step / 2), int(x + w - step / 2), step):
                    if rng.random() < 0.4:
                        cv2.rectangle(image, (wx, wy), (wx + step // 3, wy + step // 2), rgb(colours[4]).tolist(), -1)
            x += w + rng.uniform(0, 0.01) * width
    return image


def trees(height, width, colours, rng):
    image = gradient(height, width, [colours[0], colours[2]])
    for layer in range(3):
        base = rgb(colours[1]) * (1 - t if (t := layer / 3) else 1)
        for _i in range(5 + 4 * layer):
            x, w = rng.uniform(0, width), width * rng.uniform(0.008, 0.02) * (1 + layer)
            fill(image, [[x - w, height], [x - w * 0.5, 0], [x + w * 0.5, 0], [x + w, height]], base * rng.uniform(0.4, 0.9))
            for _k in range(12):
                y = rng.uniform(0, height * 0.7)
                cv2.line(image, (int(x), int(y)), (int(x + rng.normal(0, 60)), int(y - rng.uniform(20, 60))), (base * 0.5).tolist(), 1 + layer, cv2.LINE_AA)
    leaves = fractal(height, width, 30, 30, rng, 4)
    return np.where((leaves > 0.9)[..., None], image * 0.4 + 0.6 * rgb(colours[4]), image)


def rings(height, width, colours, rng):
    image = gradient(height, width, [colours[0], colours[0]])
    for _i in range(int(rng.integers(2, 5))):
        c, r = (int(rng.uniform(0.1, 0.9) * width), int(rng.uniform(0.1, 0.9) * height)), rng.uniform(0.25, 0.6) * width
        while r > 4:
            cv2.circle(image, c, int(r), tone(colours, rng).tolist(), -1, cv2.LINE_AA)
            r -= rng.uniform(0.02, 0.07) * width
    return image


def strokes(height, width, colours, rng):
    """Broad bristle strokes over a wash."""
    image = gradient(height, width, [colours[0], colours[1]])
    for _i in range(46):
        colour, n = tone(colours, rng), 40
        x, y = rng.uniform(-0.1, 0.9) * width, rng.uniform(0, 1) * height
        xs = x + np.linspace(0, rng.uniform(0.2, 0.7) * width, n)
        ys = y + rng.normal(0, 0.3) * (xs - x) + rng.normal(0, 30) * np.sin(np.linspace(0, 3, n))
        for bristle in np.linspace(-1, 1, 13):
            off = bristle * rng.uniform(0.8, 1) * 0.035 * width
            cv2.polylines(image, [np.int32(np.stack([xs, ys + off], 1))], False, np.clip(colour * rng.uniform(0.8, 1.2), 0, 1).tolist(), 3, cv2.LINE_AA)
    return image


def triangles(height, width, colours, rng):
    n = int(rng.integers(5, 9))
    m = max(3, int(n * height / width))
    gx, gy = np.meshgrid(np.linspace(0, width, n + 1), np.linspace(0, height, m + 1))
    gx[:, 1:-1] += rng.normal(0, 0.22 * width / n, gx[:, 1:-1].shape)
    gy[1:-1] += rng.normal(0, 0.22 * height / m, gy[1:-1].shape)
    image = gradient(height, width, [colours[0], colours[0]])
    for i in range(m):
        for j in range(n):
            p = [[gx[i + a, j + b], gy[i + a, j + b]] for a, b in ((0, 0), (0, 1), (1, 1), (1, 0))]
            fill(image, [p[0], p[1], p[2]], tone(colours, rng))
            fill(image, [p[0], p[2], p[3]], tone(colours, rng))
    return image


FAMILIES = {f.__name__: f for f in (ridges, sea, shapes, blocks, marble, botanical, skyline, trees, rings, strokes, triangles)}


def painting(family, colours, seed, aspect=1.0):
    """One picture of width/height `aspect`, with the grain of its canvas."""
    rng = np.random.default_rng(seed)
    width = BASE if aspect >= 1 else int(BASE * aspect)
    height = int(width / aspect)
    image = FAMILIES[family](height, width, list(colours), rng)
    image = image * (1 + 0.04 * rng.standard_normal((height, width, 1)).astype(np.float32))
    image = image * (1 + 0.05 * fractal(height, width, height // 3, width // 3, rng, 2)[..., None])
    return as_bytes(image)


def window_view(kind, light, seed):
    """What is seen through the window: 'town', 'hills', 'sea' or 'garden' by 'day', 'dusk' or 'night'."""
    rng = np.random.default_rng(seed)
    sky = {"day": ["#8fb7e0", "#c4dcf0", "#eef3f5"], "dusk": ["#3d4a78", "#8a6d92", "#e0a184"], "night": ["#05070f", "#0a1020", "#151c30"]}[light]
    height, width = 512, 768
    image = gradient(height, width, sky)
    clouds = np.clip(fractal(height, width, 3, 3, rng, 6) - 0.2, 0, 1)
    image = image * (1 - 0.5 * clouds[..., None]) + 0.5 * clouds[..., None] * np.minimum(1, rgb(sky[2]) * 1.1)
    dim = {"day": 1.0, "dusk": 0.45, "night": 0.07}[light]
    if kind in ("hills", "sea"):
        tint = rgb("#5c7a8a") if kind == "sea" else rgb("#5f7f55")
        for k in range(5):
            line = height * (0.55 + 0.09 * k) + height * 0.05 * smooth_signal(width, 3 + 2 * k, rng)
            if kind == "sea":
                line = np.full(width, height * (0.58 + 0.08 * k), np.float32)
            points = np.concatenate([np.stack([np.arange(width), line], 1), [[width, height], [0, height]]])
            fill(image, points, np.clip(tint * (1.25 - 0.17 * k), 0, 1) * dim)
        waves = fractal(height, width, 120, 16, rng, 3)
        image[int(height * 0.58):] *= 1 + 0.1 * waves[int(height * 0.58):, :, None]
    if kind == "garden":
        for _i in range(130):
            c = (int(rng.uniform(0, width)), int(height * (0.42 + 0.6 * _i / 130) + rng.normal(0, 25)))
            cv2.circle(image, c, int(rng.uniform(20, 75)), (rgb("#567a3e") * rng.uniform(0.5, 1.3) * dim).tolist(), -1, cv2.LINE_AA)
        leaves = fractal(height, width, 60, 90, rng, 3)
        image[height // 2:] *= 1 + 0.16 * leaves[height // 2:, :, None]
    if kind == "town":
        for layer in range(3):
            x = -20.0
            while x < width:
                w, h = rng.uniform(50, 130), height * rng.uniform(0.3, 0.75) * (1 - 0.2 * layer)
                wall = rgb(rng.choice(["#b9a58d", "#9a8f88", "#c9b8a0", "#8d6a58", "#a8adb3"])) * rng.uniform(0.8, 1.1) * (0.75 + 0.15 * layer)
                fill(image, [[x, height], [x, height - h], [x + w, height - h], [x + w, height]], wall * dim)
                fill(image, [[x - 4, height - h], [x + w / 2, height - h - rng.uniform(0, 40)], [x + w + 4, height - h]], wall * dim * 0.6)
                for wy in range(int(height - h + 18), height, 34):
                    for wx in range(int(x + 10), int(x + w - 16), 24):
                        lit = light != "day" and rng.random() < 0.35
                        pane = rgb("#ffd58a") * rng.uniform(0.6, 1) if lit else rgb("#3d4650") * dim
                        cv2.rectangle(image, (wx, wy), (wx + 11, wy + 18), pane.tolist(), -1, cv2.LINE_AA)
                x += w + rng.uniform(-6, 10)
    return as_bytes(cv2.GaussianBlur(image, (0, 0), 0.8))
