"""From Cycles passes to a photograph: noise taken out of the light alone, exposure, tone curve, the marks of a phone's camera.

The light that falls on a surface is smooth; what is drawn on the surface is not. So the renderer hands over both apart, the light is
smoothed along surfaces (an edge-stopping a-trous wavelet, Dammertz et al. 2010, steered by normal and position), and the surface's own
picture stays as sharp as it was.
"""
import os
from pathlib import Path

os.environ["OPENCV_IO_ENABLE_OPENEXR"] = "1"
import cv2
import numpy as np

SURFACE_PASSES = ["colour", "gloss_colour", "emit", "normal", "position"]
LIGHT_PASSES = ["direct", "ambient", "gloss", "normal", "position"]


def read_passes(folder, names):
    out = {}
    for name in names:
        path = next(Path(folder).glob(name + "_[0-9]*.exr"))
        image = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
        out[name] = np.nan_to_num(image[..., 2::-1].astype(np.float32), posinf=0, neginf=0)
    return out


def without_fireflies(image):
    """Pulls single bright pixels down to what their neighbours allow."""
    middle = np.stack([cv2.medianBlur(np.ascontiguousarray(image[..., c]), 5) for c in range(3)], -1)
    limit = np.maximum(3 * middle, 2.5 * cv2.blur(image, (7, 7))) + 0.03
    return np.minimum(image, limit)


def smooth_light(light, normal, position, steps=5):
    light = without_fireflies(light)
    scale = 0.012 + 0.006 * np.linalg.norm(position - np.median(position, (0, 1)), axis=2)
    height, width = scale.shape
    sigma = 1.6
    for k in range(steps):
        step = 1 << k
        grey = np.log(light.mean(2) + 0.01)
        if k == 0:
            grey = cv2.GaussianBlur(grey, (0, 0), 1.5)
        total, weight_sum = light * 0.25, np.full((height, width, 1), 0.25, np.float32)
        pad = lambda a: cv2.copyMakeBorder(a, step, step, step, step, cv2.BORDER_REPLICATE)
        big_light, big_normal, big_position, big_grey = pad(light), pad(normal), pad(position), pad(grey)
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                if dx == 0 and dy == 0:
                    continue
                window = (slice(step + dy * step, step + dy * step + height), slice(step + dx * step, step + dx * step + width))
                turn = 1 - np.einsum("ijk,ijk->ij", normal, big_normal[window])
                off_plane = np.abs(np.einsum("ijk,ijk->ij", normal, big_position[window] - position)) / scale
                contrast = np.abs(grey - big_grey[window]) / sigma
                weight = np.exp(-(np.maximum(turn, 0) * 12 + off_plane + contrast))[..., None] * (0.125 if dx == 0 or dy == 0 else 0.0625)
                total += weight * big_light[window]
                weight_sum += weight
        light = total / weight_sum
        sigma *= 0.55
    return light


def enlarge(light, coarse, fine):
    """Light at half the size, brought to full size along surfaces: each pixel asks the nine around it that lie in its own plane."""
    height, width = fine["normal"].shape[:2]
    total, weight_sum = np.zeros((height, width, light.shape[2]), np.float32), np.full((height, width, 1), 1e-6, np.float32)
    plain = cv2.resize(light, (width, height), interpolation=cv2.INTER_LINEAR)
    double = lambda a: cv2.resize(a, (width, height), interpolation=cv2.INTER_NEAREST)
    even_y, even_x = (np.arange(height) % 2 * 2 - 1) * 0.25, (np.arange(width) % 2 * 2 - 1) * 0.25
    shift = lambda a, dy, dx: np.roll(a, (-dy, -dx), (0, 1))
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            near = np.outer(np.maximum(0, 1.25 - np.abs(dy - even_y)), np.maximum(0, 1.25 - np.abs(dx - even_x))).astype(np.float32)
            turn = np.maximum(0, 1 - np.einsum("ijk,ijk->ij", fine["normal"], double(shift(coarse["normal"], dy, dx))))
            off_plane = np.abs(np.einsum("ijk,ijk->ij", fine["normal"], double(shift(coarse["position"], dy, dx)) - fine["position"]))
            weight = (near * np.exp(-np.minimum(8 * turn + off_plane / 0.02, 30)))[..., None]
            total += weight * double(shift(light, dy, dx))
            weight_sum += weight
    keep = np.clip(weight_sum * 50, 0, 1)
    return total / weight_sum * keep + plain * (1 - keep)


def filmic(x):
    """The tone curve of Hable (2010), white at 6."""
    curve = lambda v: ((v * (0.15 * v + 0.05) + 0.004) / (v * (0.15 * v + 0.5) + 0.06)) - 0.02 / 0.3
    return curve(2.0 * x) / curve(np.float32(6.0))


def encode(x):
    x = np.clip(x, 0, 1)
    return np.where(x <= 0.0031308, 12.92 * x, 1.055 * x ** (1 / 2.4) - 0.055)


def develop(surface, lit, rng, mood):
    """An RGB byte picture, as a phone would have taken it, from the passes of the surfaces and, at half the size, of the light;
    `mood` (0..1) is how dark the scene may stay."""
    direct, open_share, sheen = (smooth_light(lit[name], lit["normal"], lit["position"], steps=4) for name in ("direct", "ambient", "gloss"))
    mirrored = np.expm1(cv2.bilateralFilter(np.log1p(without_fireflies(lit["gloss"])), 5, 0.25, 1.5))
    whole = enlarge(np.concatenate([direct, open_share, sheen, mirrored], 2), lit, surface)
    direct, open_share, sheen, mirrored = whole[..., :3], whole[..., 3:6], whole[..., 6:9], whole[..., 9:]
    # what the room throws back: the mean of the light on it, in the room's own colour, wherever a surface is open to it
    thrown_back = np.minimum(direct, 4 * np.median(direct)) * (0.35 + surface["colour"])
    ambient = 0.8 * thrown_back.mean((0, 1)) * open_share
    gloss = np.where(surface["gloss_colour"].mean(2, keepdims=True) > 0.6, mirrored, sheen)
    picture = (direct + ambient) * surface["colour"] + gloss * surface["gloss_colour"] + surface["emit"]
    grey = picture.mean(2)
    middle = np.exp(np.mean(np.log(grey + 0.003)))
    picture = picture * (0.21 - 0.05 * mood) / middle * np.exp2(rng.normal(0, 0.12))
    # a white balance that goes most of the way
    cast = np.array([np.mean(np.minimum(picture[..., c], 2.0)) for c in range(3)])
    gain = (cast.mean() / cast) ** rng.uniform(0.45, 0.7)
    picture = filmic(np.maximum(picture * gain, 0) * 1.25)
    height, width = grey.shape
    y, x = np.mgrid[-1:1:height * 1j, -1:1:width * 1j]
    picture = picture * (1 - 0.13 * (x ** 2 + y ** 2))[..., None]
    glare = cv2.GaussianBlur(np.maximum(picture - 0.85, 0).astype(np.float32), (0, 0), 9)
    picture = encode(picture + 0.5 * glare)
    noise = rng.standard_normal((height, width, 3)) * 0.004 + rng.standard_normal((height, width, 1)) * 0.005
    picture = picture + noise * (1.1 - picture)
    soft = cv2.GaussianBlur(picture, (0, 0), 1.0)
    picture = picture + 0.35 * (picture - soft)
    saturated = picture.mean(2, keepdims=True) + 1.08 * (picture - picture.mean(2, keepdims=True))
    return (np.clip(saturated, 0, 1) * 255 + 0.5).astype(np.uint8)


def save_jpeg(picture, path, quality):
    path.parent.mkdir(parents=True, exist_ok=True)
    ok, data = cv2.imencode(".jpg", np.ascontiguousarray(picture[..., ::-1]), [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1])
    assert ok
    path.write_bytes(data.tobytes())
