"""A flat grey outline that stands where a person would stand, drawn from ellipses and one bent body shape."""
import cv2
import numpy as np

GREY = (128, 128, 128)


def outline(height, width, share, rng):
    """A byte mask (255 inside) of a standing or sitting figure that covers about `share` of the picture."""
    lean, sitting = rng.uniform(-0.12, 0.12), rng.random() < 0.35
    unit = np.sqrt(share * height * width / (0.9 if sitting else 1.15))
    centre = rng.uniform(0.3, 0.7) * width
    foot = height * rng.uniform(0.95, 1.1)
    tall = unit * (1.9 if sitting else 2.4)
    mask = np.zeros((height, width), np.uint8)
    at = lambda x, y: (int(centre + (x + lean * y) * unit), int(foot - y * tall))

    def blob(x, y, rx, ry, turn=0.0):
        cv2.ellipse(mask, at(x, y), (int(rx * unit), int(ry * unit)), float(turn), 0, 360, 255, -1, cv2.LINE_8)

    def limb(points, thick):
        for a, b in zip(points, points[1:]):
            cv2.line(mask, at(*a), at(*b), 255, max(2, int(thick * unit)), cv2.LINE_8)
            cv2.circle(mask, at(*b), max(1, int(thick * unit / 2)), 255, -1)

    blob(0, 0.91, 0.17, 0.21)
    limb([(0, 0.86), (0, 0.76)], 0.16)
    body = [(-0.32, 0.76), (-0.26, 0.42), (-0.3, 0.32), (0.3, 0.32), (0.26, 0.42), (0.32, 0.76), (0, 0.8)]
    cv2.fillPoly(mask, [np.array([at(*p) for p in body])], 255)
    for side in (-1, 1):
        bend = rng.uniform(0.0, 0.22)
        limb([(0.28 * side, 0.74), ((0.4 + bend) * side, 0.56), ((0.34 + bend * 0.5) * side, 0.4)], 0.15)
        knee = rng.uniform(0.15, 0.3) if not sitting else 0.45
        limb([(0.16 * side, 0.36), (knee * side, 0.2 if not sitting else 0.26), (0.2 * side, 0.0)], 0.22)
    return mask


def cover(picture, mask):
    """The picture (BGR bytes) with the figure laid over it in flat grey."""
    out = picture.copy()
    out[mask > 0] = GREY
    return out
