"""Tileable random fields, the ground of every texture, fold and crease of the sample rooms."""
import cv2
import numpy as np


def value_noise(height, width, cells_y, cells_x, rng):
    """A smooth random field of mean 0 and roughly unit spread that tiles in both directions."""
    cells_y, cells_x = max(1, min(cells_y, height)), max(1, min(cells_x, width))
    grid = rng.standard_normal((cells_y, cells_x)).astype(np.float32)
    pad = 2
    grid = np.pad(grid, pad, mode="wrap")
    scale_y, scale_x = height / cells_y, width / cells_x
    big = cv2.resize(grid, (int(round((cells_x + 2 * pad) * scale_x)), int(round((cells_y + 2 * pad) * scale_y))),
                     interpolation=cv2.INTER_CUBIC)
    top, left = int(pad * scale_y), int(pad * scale_x)
    return big[top:top + height, left:left + width]


def fractal(height, width, cells_y, cells_x, rng, octaves=4, gain=0.5):
    """Sum of octaves of value_noise, scaled to a spread of about 1."""
    total = np.zeros((height, width), np.float32)
    weight, norm = 1.0, 0.0
    for octave in range(octaves):
        total += weight * value_noise(height, width, cells_y << octave, cells_x << octave, rng)
        norm += weight * weight
        weight *= gain
    return total / np.sqrt(norm)


def smooth_signal(count, cells, rng):
    """A smooth random curve of `count` values."""
    return fractal(1, count, 1, cells, rng, octaves=2)[0]
