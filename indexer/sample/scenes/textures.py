"""Pictures for floors, walls, fabrics and wood, as square tileable RGB arrays, uint8, sRGB."""
import cv2
import numpy as np

from noise import fractal, value_noise

SIZE = 1024


def rgb(hex_colour):
    """'#aabbcc' as three floats in 0..1."""
    value = hex_colour.lstrip("#")
    return np.array([int(value[i:i + 2], 16) / 255.0 for i in (0, 2, 4)], np.float32)


def as_bytes(image):
    return (np.clip(image, 0, 1) * 255 + 0.5).astype(np.uint8)


def flat(colour, size=SIZE):
    return np.ones((size, size, 3), np.float32) * rgb(colour)


def shade(image, field, amount):
    """Brightens and darkens an image by a field of unit spread."""
    return image * (1 + amount * field[..., None])


def coordinates(size=SIZE):
    line = (np.arange(size, dtype=np.float32) + 0.5) / size
    return np.meshgrid(line, line)


def mix(image, colour, weight):
    return image * (1 - weight[..., None]) + rgb(colour) * weight[..., None]


def soft_step(field, softness=0.02):
    return np.clip(field / softness * 0.5 + 0.5, 0, 1)


# ---------------------------------------------------------------- patterns: fields 0..1, 1 where the second colour goes

def stripes(rng, count=None, **_):
    x, _y = coordinates()
    count = count or int(rng.integers(8, 17))
    kind = rng.integers(3)
    wave = np.sin(2 * np.pi * count * x)
    if kind == 0:
        return soft_step(wave, 0.15)
    if kind == 1:
        return np.maximum(soft_step(wave - 0.75, 0.1), soft_step(np.sin(2 * np.pi * count * 3 * x) - 0.9, 0.1))
    return np.maximum(soft_step(wave - 0.5, 0.1), soft_step(-wave - 0.93, 0.05))


def trellis(rng, count=None, **_):
    x, y = coordinates()
    count = count or int(rng.integers(6, 11))
    warp = 0.018 * np.sin(2 * np.pi * count * (x - y)) if rng.random() < 0.6 else 0
    a = np.abs(np.sin(np.pi * count * (x + y + warp)))
    b = np.abs(np.sin(np.pi * count * (x - y + warp)))
    lines = np.minimum(a, b)
    dots = np.maximum(a, b)
    return np.maximum(soft_step(0.17 - lines, 0.08), soft_step(lines - 0.93, 0.04) * (dots > 0.9))


def scallop(rng, count=None, **_):
    x, y = coordinates()
    count = count or int(rng.integers(5, 9))
    out = np.zeros_like(x)
    height = np.full_like(x, 1e9)
    for row in range(-1, count * 2 + 2):
        cy = row / (count * 2)
        offset = 0.5 / count if row % 2 else 0.0
        dx = (x - offset) * count
        dx = (dx - np.round(dx)) / count
        r = np.hypot(dx, y - cy) * count * 2
        inside = (r < 1.0) & (y >= cy - 1e-6) | ((r < 1.0) & (height > 1e8))
        rings = (np.sin(r * np.pi * 3.5) > 0.25) & (r < 0.98)
        out = np.where(inside, rings.astype(np.float32), out)
        height = np.where(inside, cy, height)
    return cv2.GaussianBlur(out.astype(np.float32), (0, 0), 1.0)


def hexagons(rng, count=None, **_):
    x, y = coordinates()
    count = count or int(rng.integers(6, 11))
    rows = max(2, int(round(count / np.sqrt(3) / 1.0)))
    best, second = np.full_like(x, 9.0), np.full_like(x, 9.0)
    for shift in (0.0, 0.5):
        dx = x * count - shift
        dy = y * rows - shift
        dx = (dx - np.round(dx)) / count
        dy = (dy - np.round(dy)) / rows
        r = np.hypot(dx, dy * np.sqrt(3) * rows / count * (count / rows) / np.sqrt(3))
        second = np.minimum(second, np.maximum(best, r))
        best = np.minimum(best, r)
    edge = (second - best) * count
    return np.maximum(soft_step(0.10 - edge, 0.05), soft_step(0.14 - best * count, 0.05))


def chevron(rng, count=None, **_):
    x, y = coordinates()
    count = count or int(rng.integers(5, 10))
    zig = np.abs(((x * count) % 1) - 0.5)
    return soft_step(np.sin(2 * np.pi * (y * count * 1.5 + zig)) - rng.uniform(-0.2, 0.5), 0.12)


def damask(rng, count=None, **_):
    count = count or int(rng.integers(3, 6))
    cell = SIZE // count
    half = fractal(cell, cell // 2 + 1, 3, 2, rng, octaves=4, gain=0.6)
    tile = np.concatenate([half, half[:, ::-1]], 1)[:, :cell]
    yy, xx = np.mgrid[0:cell, 0:cell].astype(np.float32) / cell - 0.5
    envelope = 0.9 - 3.2 * (np.abs(xx) + np.abs(yy) * 0.7) + 0.35 * np.cos(yy * 18) * np.cos(xx * 14)
    tile = tile * 0.75 + envelope
    full = np.tile(tile, (count + 1, count + 1))[:SIZE, :SIZE]
    other = np.roll(full, (cell // 2, cell // 2), (0, 1))
    field = np.maximum(full, other * 0.9)
    return cv2.GaussianBlur(soft_step(field - 0.15, 0.1) * (1 - 0.7 * soft_step(0.09 - np.abs(field - 0.62), 0.05)), (0, 0), 1.0)


def flowers(rng, count=None, **_):
    canvas = np.zeros((SIZE, SIZE), np.float32)
    for _i in range(int(count or rng.integers(26, 46))):
        cx, cy = rng.uniform(0, SIZE, 2)
        petals, radius, turn = int(rng.integers(5, 9)), rng.uniform(26, 62), rng.uniform(0, 6.3)
        stem = np.cumsum(np.stack([rng.normal(0, 6, 14), np.full(14, radius / 3)], 1), 0)
        for ox in (-SIZE, 0, SIZE):
            for oy in (-SIZE, 0, SIZE):
                c = np.array([cx + ox, cy + oy])
                if np.any(c < -220) or np.any(c > SIZE + 220):
                    continue
                cv2.polylines(canvas, [np.int32((c + stem) * 8)], False, 0.55, 3, cv2.LINE_AA, 3)
                for k in range(0, 14, 4):
                    leaf = c + stem[k]
                    cv2.ellipse(canvas, (int(leaf[0] + 11), int(leaf[1])), (14, 5), float(turn * 57 + 60 * k), 0, 360, 0.6, -1, cv2.LINE_AA)
                for p in range(petals):
                    angle = turn + 2 * np.pi * p / petals
                    centre = c + radius * 0.55 * np.array([np.cos(angle), np.sin(angle)])
                    cv2.ellipse(canvas, (int(centre[0]), int(centre[1])), (int(radius * 0.5), int(radius * 0.25)),
                                float(np.degrees(angle)), 0, 360, 1.0, -1, cv2.LINE_AA)
                    cv2.ellipse(canvas, (int(centre[0]), int(centre[1])), (int(radius * 0.3), int(radius * 0.07)),
                                float(np.degrees(angle)), 0, 360, 0.6, 2, cv2.LINE_AA)
                cv2.circle(canvas, (int(c[0]), int(c[1])), int(radius * 0.22), 0.2, -1, cv2.LINE_AA)
    return canvas


def swirl(rng, count=None, **_):
    x, y = coordinates()
    wx = 0.09 * value_noise(SIZE, SIZE, 4, 4, rng)
    wy = 0.09 * value_noise(SIZE, SIZE, 4, 4, rng)
    count = count or int(rng.integers(5, 9))
    field = np.sin(2 * np.pi * count * (x + wx)) + np.sin(2 * np.pi * count * (y + wy))
    return np.maximum(soft_step(0.22 - np.abs(field - 0.5), 0.15), soft_step(field - 1.45, 0.2))


def tiles(rng, count=None, **_):
    count = count or int(rng.integers(3, 6))
    level = rng.choice([0.0, 0.15, 0.55, 1.0], (count, count), p=[0.4, 0.25, 0.2, 0.15])
    lines_x = stripes(rng, 4 * count * 3)
    lines_y = lines_x.T
    checker = np.add.outer(np.arange(count), np.arange(count)) % 2
    big = lambda a: cv2.resize(a.astype(np.float32), (SIZE, SIZE), interpolation=cv2.INTER_NEAREST)
    return np.clip(big(level) * 0.8 + 0.25 * np.where(big(checker) > 0.5, lines_x, lines_y), 0, 1)


def medallions(rng, count=None, **_):
    x, y = coordinates()
    count = count or int(rng.integers(3, 6))
    fx, fy = (x * count) % 1 - 0.5, (y * count) % 1 - 0.5
    r, angle = np.hypot(fx, fy), np.arctan2(fy, fx)
    lobes = int(rng.integers(6, 13))
    flower = r * (1 + 0.22 * np.cos(lobes * angle))
    corner = np.hypot(np.abs(fx) - 0.5, np.abs(fy) - 0.5)
    rings = (np.sin(flower * 2 * np.pi * rng.uniform(6, 9)) > 0.1) & (flower < 0.36)
    return cv2.GaussianBlur((rings | (corner < 0.1) | (np.abs(r - 0.44) < 0.015)).astype(np.float32), (0, 0), 1.2)


def blotches(rng, count=None, **_):
    return soft_step(fractal(SIZE, SIZE, count or 9, count or 9, rng, 5, 0.65) - 0.35, 0.25)


def grid_lines(rng, count=None, **_):
    x, y = coordinates()
    count = count or int(rng.integers(5, 9))
    band = lambda t, n, w: soft_step(w - np.abs(((t * n) % 1) - 0.5), 0.02)
    return np.clip(0.55 * band(x, count, 0.2) + 0.55 * band(y, count, 0.2) + 0.6 * band(x, count, 0.02) + 0.6 * band(y, count, 0.02), 0, 1)


def none(rng, count=None, **_):
    return np.zeros((SIZE, SIZE), np.float32)


PATTERNS = {f.__name__: f for f in (stripes, trellis, scallop, hexagons, chevron, damask, flowers, swirl, tiles,
                                    medallions, blotches, grid_lines, none)}


# ---------------------------------------------------------------- surfaces

def patterned(pattern, colours, rng, count=None):
    """A pattern in two or three colours, without the grain of a material."""
    image = flat(colours[0])
    image = mix(image, colours[1], PATTERNS[pattern](rng, count=count))
    if len(colours) > 2:
        image = mix(image, colours[2], 0.8 * soft_step(value_noise(SIZE, SIZE, 110, 110, rng) - 1.3, 0.3))
    return image


def carpet(pattern, colours, rng, count=None):
    image = patterned(pattern, colours, rng, count)
    tuft = value_noise(SIZE, SIZE, SIZE // 3, SIZE // 3, rng)
    wear = fractal(SIZE, SIZE, 3, 3, rng, 4)
    return as_bytes(shade(shade(image, tuft, 0.13), wear, 0.04))


def weave(pattern, colours, rng, count=None, coarse=2, strength=0.1):
    """Cloth: threads across and along, with slubs."""
    image = patterned(pattern, colours, rng, count)
    line = (np.arange(SIZE, dtype=np.float32) + 0.5) / SIZE
    threads = SIZE // (2 * coarse) // 2 * 2
    wave = np.sin(np.pi * threads * line)
    over = np.outer(wave, wave)
    slub = value_noise(SIZE, SIZE, SIZE // 4, 12, rng) + value_noise(SIZE, SIZE, 12, SIZE // 4, rng)
    return as_bytes(shade(shade(image, over, strength), slub, strength * 0.5))


def wallpaper(pattern, colours, rng, count=None):
    image = patterned(pattern, colours, rng, count)
    grain = value_noise(SIZE, SIZE, SIZE // 4, SIZE // 4, rng)
    return as_bytes(shade(image, grain, 0.035))


def grasscloth(pattern, colours, rng, count=None):
    fibres = value_noise(SIZE, SIZE, SIZE // 5, 10, rng) + 0.4 * value_noise(SIZE, SIZE, 24, SIZE // 6, rng)
    image = mix(flat(colours[0]), colours[1], np.clip(0.35 + 0.3 * fibres, 0, 1))
    seam = (coordinates()[0] * 2) % 1 < 0.004
    return as_bytes(image * (1 - 0.25 * seam[..., None]))


def paint(pattern, colours, rng, count=None):
    """Roller-painted plaster with faint unevenness."""
    bumps = value_noise(SIZE, SIZE, SIZE // 5, SIZE // 5, rng)
    clouds = fractal(SIZE, SIZE, 4, 4, rng, 5)
    return as_bytes(shade(shade(flat(colours[0]), bumps, 0.022), clouds, 0.02))


def concrete(pattern, colours, rng, count=None):
    clouds = fractal(SIZE, SIZE, 4, 4, rng, 7, 0.62)
    image = shade(flat(colours[0]), clouds, 0.1)
    x, y = coordinates()
    joints = np.maximum(soft_step(0.003 - np.abs(((x * 2) % 1) - 0.5), 0.002), soft_step(0.003 - np.abs(((y * 2) % 1) - 0.5), 0.002))
    image = image * (1 - 0.35 * joints[..., None])
    for _i in range(220):
        cx, cy = rng.integers(0, SIZE, 2)
        cv2.circle(image, (int(cx), int(cy)), int(rng.integers(1, 4)), (image[cy, cx] * 0.7).tolist(), -1, cv2.LINE_AA)
    return as_bytes(image)


def brick(pattern, colours, rng, count=None):
    rows, columns = 16, 5
    image = flat(colours[1])
    height, width, gap = SIZE / rows, SIZE / columns, 5
    for row in range(rows):
        for column in range(-1, columns + 1):
            left = (column + (0.5 if row % 2 else 0)) * width
            tone = rgb(colours[0]) * rng.uniform(0.72, 1.18) + rng.normal(0, 0.02, 3)
            cv2.rectangle(image, (int(left + gap), int(row * height + gap)), (int(left + width - gap), int((row + 1) * height - gap)),
                          np.clip(tone, 0, 1).tolist(), -1)
    image = cv2.GaussianBlur(image, (0, 0), 1.3)
    return as_bytes(shade(image, fractal(SIZE, SIZE, 40, 40, rng, 4, 0.7), 0.1))


def grain_field(rng, height=SIZE, width=SIZE, rings=9):
    """Wood figure along x: growth rings bent by noise, pores and fibres."""
    y = (np.arange(height, dtype=np.float32) / height)[:, None]
    bend = 0.22 * fractal(height, width, 3, 1, rng, 3) + 0.05 * value_noise(height, width, 12, 3, rng)
    ring = np.sin(2 * np.pi * (rings * (y + bend)))
    fibre = value_noise(height, width, height // 2, 8, rng)
    pores = np.minimum(0, value_noise(height, width, height // 3, 36, rng) + 1.1)
    return 0.55 * ring + 0.5 * fibre + 0.9 * pores


def wood(pattern, colours, rng, count=None):
    image = mix(flat(colours[0]), colours[1], np.clip(0.4 - 0.22 * grain_field(rng), 0, 1))
    return as_bytes(shade(image, fractal(SIZE, SIZE, 2, 2, rng, 3), 0.04))


def planks(pattern, colours, rng, count=None):
    """Floor boards along x with joints, each board cut from its own place."""
    rows = count or 8
    height = SIZE // rows
    field = np.zeros((SIZE, SIZE), np.float32)
    tone = np.zeros((SIZE, SIZE), np.float32)
    joint = np.zeros((SIZE, SIZE), np.float32)
    for row in range(rows):
        grain = np.roll(grain_field(rng, height, SIZE, 2), int(rng.integers(SIZE)), 1)
        top = row * height
        field[top:top + height] = grain
        cuts = sorted(rng.integers(0, SIZE, 2).tolist())
        tones = rng.normal(0, 1, 3)
        tones[2] = tones[0]
        for (a, b), t in zip(((0, cuts[0]), (cuts[0], cuts[1]), (cuts[1], SIZE)), tones):
            tone[top:top + height, a:b] = t
        for cut in cuts:
            joint[top:top + height, max(0, cut - 1):cut + 2] = 1
        joint[top:top + 2] = 1
    image = mix(flat(colours[0]), colours[1], np.clip(0.4 - 0.2 * field, 0, 1))
    return as_bytes(shade(image, tone, 0.09) * (1 - 0.55 * joint[..., None]))


def herringbone(pattern, colours, rng, count=None):
    """Parquet blocks laid at right angles, repeated over the square."""
    source = wood(None, colours, rng).astype(np.float32) / 255
    blocks, unit = 12, SIZE // 12
    length = 4
    image = np.zeros((SIZE, SIZE, 3), np.float32)
    for i in range(blocks):
        for j in range(blocks):
            phase = (i - j) % (2 * length)
            along = phase if phase < length else phase - length
            first = (along == 0, along == length - 1)
            key = (i * 7 + (j - along) * 13 if phase < length else (i - along) * 17 + j * 29 + 5) % 97
            block_rng = np.random.default_rng(key)
            oy, ox = block_rng.integers(0, SIZE - unit * length - 1, 2)
            strip = source[oy:oy + unit, ox + along * unit:ox + (along + 1) * unit] * block_rng.uniform(0.82, 1.12)
            strip = strip.copy()
            strip[:2] *= 0.6
            strip[-1:] *= 0.6
            if first[0]:
                strip[:, :2] *= 0.6
            if phase >= length:
                strip = strip.transpose(1, 0, 2)
            image[i * unit:(i + 1) * unit, j * unit:(j + 1) * unit] = strip
    end = blocks * unit
    return as_bytes(cv2.resize(image[:end, :end], (SIZE, SIZE), interpolation=cv2.INTER_LINEAR))


def leather(pattern, colours, rng, count=None):
    cells = np.abs(fractal(SIZE, SIZE, 60, 60, rng, 3))
    return as_bytes(shade(flat(colours[0]), cells, 0.12))


def rattan(pattern, colours, rng, count=None):
    x, y = coordinates()
    n = 40
    a = np.abs(np.sin(np.pi * n * x)) ** 0.5
    b = np.abs(np.sin(np.pi * n * y)) ** 0.5
    over = ((np.floor(x * n) + np.floor(y * n)) % 2) > 0.5
    return as_bytes(shade(flat(colours[0]) * np.where(over, a, b)[..., None], value_noise(SIZE, SIZE, 80, 80, rng), 0.08))


SURFACES = {f.__name__: f for f in (carpet, weave, wallpaper, grasscloth, paint, concrete, brick, wood, planks, herringbone,
                                    leather, rattan)}
