"""Pictures and teacher's maps for training: crops, rotation, mirroring, colour, blur, noise, JPEG and person-shaped occluders.

Every random choice comes from numpy's PCG64 seeded by (seed, epoch, index): an epoch can be made again bit for bit.
"""
import io
import math
import pathlib

import numpy as np
import torch
from PIL import Image, ImageFilter

GRID = 20  # cells a side of the teacher's maps at 320 px
NATIVE = 256  # pixels a side of a training picture


class Targets:
    """The teacher's maps as made by targets.py: float16 [pictures][400][channels], before the ReLU."""

    def __init__(self, folder: pathlib.Path, tag: str, count: int):
        self.block3 = np.memmap(folder / f"{tag}.b3", np.float16, "r", shape=(count, GRID * GRID, 1024))
        self.block2 = np.memmap(folder / f"{tag}.b2", np.float16, "r", shape=(count, GRID * GRID, 512))


def load_pictures(root: pathlib.Path, names: list[str], cache: pathlib.Path) -> np.ndarray:
    """All pictures as bytes [count][256][256][3], from a cache file that is made on the first call."""
    shape = (len(names), NATIVE, NATIVE, 3)
    if not cache.exists():
        part = cache.with_suffix(".part")
        pictures = np.memmap(part, np.uint8, "w+", shape=shape)
        for i, name in enumerate(names):
            picture = Image.open(root / name).convert("RGB")
            if picture.size != (NATIVE, NATIVE):
                picture = picture.resize((NATIVE, NATIVE), Image.BILINEAR)
            pictures[i] = np.asarray(picture)
        pictures.flush()
        part.rename(cache)
    return np.memmap(cache, np.uint8, "r", shape=shape)


def bilinear(rows: np.ndarray, y: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Samples a map [GRID * GRID][C] at fractional cells; what lies outside takes the nearest cell of the edge."""
    y = np.clip(y, 0, GRID - 1)
    x = np.clip(x, 0, GRID - 1)
    y0 = np.minimum(y.astype(np.int64), GRID - 2)
    x0 = np.minimum(x.astype(np.int64), GRID - 2)
    fy = (y - y0).astype(np.float32)[:, None]
    fx = (x - x0).astype(np.float32)[:, None]
    at = y0 * GRID + x0
    a, b, c, d = (rows[at + k].astype(np.float32) for k in (0, 1, GRID, GRID + 1))
    top = a + (b - a) * fx
    return top + ((c + (d - c) * fx) - top) * fy


class Views(torch.utils.data.Dataset):
    """Random views of the pictures, each with the teacher's maps resampled to the student's cells and the share of each cell that is hidden."""

    def __init__(self, pictures, targets: Targets, silhouettes: pathlib.Path, size: int, seed: int, plan=None):
        self.pictures, self.targets, self.size, self.seed = pictures, targets, size, seed
        self.silhouettes = [Image.open(p).convert("L") for p in sorted(silhouettes.glob("*.png"))]
        self.epoch = 0
        self.scale = (0.8, 1.25)
        self.length = len(pictures)
        self.plan = plan

    def __len__(self):
        return self.length

    def __getitem__(self, index):
        if isinstance(index, tuple):
            epoch, index = index
        else:
            epoch = self.epoch
        rng = np.random.Generator(np.random.PCG64([self.seed, epoch, index]))
        size = self.size
        # the view: source = centre + M (pixel - middle), in pixels of the 256 px picture
        zoom = math.exp(rng.uniform(math.log(self.scale[0]), math.log(self.scale[1])))
        stretch = math.exp(rng.normal(0, 0.08))
        side = min(size * zoom, NATIVE * 1.02)
        sx, sy = side * stretch / size, side / stretch / size
        angle = math.radians(float(np.clip(rng.normal(0, 3), -9, 9))) if rng.random() < 0.6 else 0.0
        mirror = -1.0 if rng.random() < 0.5 else 1.0
        cos, sin = math.cos(angle), math.sin(angle)
        matrix = np.array([[cos * sx * mirror, -sin * sy], [sin * sx * mirror, cos * sy]])
        reach_x = (abs(matrix[0, 0]) + abs(matrix[0, 1])) * size / 2
        reach_y = (abs(matrix[1, 0]) + abs(matrix[1, 1])) * size / 2
        free_x, free_y = max(NATIVE / 2 - reach_x, 3.0), max(NATIVE / 2 - reach_y, 3.0)
        centre = np.array([NATIVE / 2 + rng.uniform(-free_x, free_x), NATIVE / 2 + rng.uniform(-free_y, free_y)])
        middle = size / 2
        offset = centre - matrix @ np.array([middle, middle])
        source = Image.fromarray(self.pictures[index])
        if max(sx, sy) > 1.35:
            shrink = max(sx, sy)
            source = source.filter(ImageFilter.GaussianBlur(0.3 * shrink))
        view = source.transform((size, size), Image.AFFINE,
                                (matrix[0, 0], matrix[0, 1], offset[0], matrix[1, 0], matrix[1, 1], offset[1]),
                                resample=Image.BICUBIC if rng.random() < 0.5 else Image.BILINEAR)
        # the student's cells are centred on pixels 16 i; so are the teacher's, in its 320 px picture
        cells = (size + 15) // 16
        cy, cx = np.mgrid[0:cells, 0:cells].reshape(2, -1) * 16.0 + 0.5
        px = matrix[0, 0] * cx + matrix[0, 1] * cy + offset[0]
        py = matrix[1, 0] * cx + matrix[1, 1] * cy + offset[1]
        tx, ty = (px * (320 / NATIVE) - 0.5) / 16, (py * (320 / NATIVE) - 0.5) / 16
        block3 = bilinear(self.targets.block3[index], ty, tx)
        block2 = bilinear(self.targets.block2[index], ty, tx)
        hidden = np.zeros((cells, cells), np.float32)
        if rng.random() < 0.35:
            view, hidden = self.occlude(view, rng, cells)
        view = self.degrade(view, rng)
        picture = torch.from_numpy(np.ascontiguousarray(np.asarray(view, dtype=np.uint8).transpose(2, 0, 1)))
        return (picture, torch.from_numpy(block3).half(), torch.from_numpy(block2).half(), torch.from_numpy(hidden.reshape(-1)), index)

    def occlude(self, view, rng, cells):
        """Covers 5 to 45 % with a warped silhouette filled with flat colour, noise, a blur, or a piece of another picture."""
        size = self.size
        shape = self.silhouettes[rng.integers(len(self.silhouettes))]
        if rng.random() < 0.5:
            shape = shape.transpose(Image.FLIP_LEFT_RIGHT)
        area = rng.uniform(0.05, 0.45) * size * size
        aspect = shape.width / shape.height * math.exp(rng.normal(0, 0.2))
        height = math.sqrt(area / 0.55 / aspect)
        shape = shape.resize((max(4, int(height * aspect)), max(4, int(height))), Image.BILINEAR)
        shape = shape.rotate(rng.normal(0, 15), expand=True)
        w, h = shape.size
        mask = Image.new("L", (size, size), 0)
        mask.paste(shape, (int(rng.uniform(-0.4, 0.8) * w + rng.uniform(0, 1) * size - w * 0.5), int(rng.uniform(0, 1) * size - h * 0.4)))
        kind = rng.integers(4)
        if kind == 0:
            fill = Image.new("RGB", (size, size), tuple(int(v) for v in rng.integers(0, 256, 3)))
        elif kind == 1:
            small = rng.integers(0, 256, (8, 8, 3)).astype(np.uint8)
            fill = Image.fromarray(small).resize((size, size), Image.BICUBIC)
        elif kind == 2:
            fill = view.resize((12, 12), Image.BOX).resize((size, size), Image.BICUBIC)
        else:
            other = Image.fromarray(self.pictures[rng.integers(len(self.pictures))])
            fill = other.transpose(Image.ROTATE_90).resize((size, size), Image.BILINEAR)
        mask = mask.point(lambda v: 255 if v > 127 else 0)
        view = Image.composite(fill, view, mask)
        covered = np.zeros((cells * 16, cells * 16), np.float32)
        covered[:size, :size] = np.asarray(mask, np.float32)[: cells * 16, : cells * 16] / 255
        return view, covered.reshape(cells, 16, cells, 16).mean((1, 3))

    @staticmethod
    def degrade(view, rng):
        """Light, contrast, gamma, colour cast, saturation; sometimes blur, noise, a coarser picture, JPEG."""
        x = np.asarray(view, np.float32) / 255
        if rng.random() < 0.8:
            gamma = math.exp(rng.normal(0, 0.2))
            gain = np.exp(rng.normal(0, 0.18) + rng.normal(0, 0.07, 3)).astype(np.float32)
            x = np.power(x + 1e-4, gamma) * gain
            grey = x @ np.array([0.299, 0.587, 0.114], np.float32)
            saturation = math.exp(rng.normal(0, 0.25)) if rng.random() < 0.9 else 0.0
            x = grey[..., None] + (x - grey[..., None]) * saturation
            middle = float(grey.mean())
            x = middle + (x - middle) * math.exp(rng.normal(0, 0.15))
        if rng.random() < 0.15:
            x = x + rng.normal(0, rng.uniform(0.01, 0.05), x.shape).astype(np.float32)
        view = Image.fromarray((np.clip(x, 0, 1) * 255).astype(np.uint8))
        if rng.random() < 0.15:
            size = view.size
            small = int(size[0] * rng.uniform(0.45, 0.9))
            view = view.resize((small, small), Image.BILINEAR).resize(size, Image.BICUBIC)
        if rng.random() < 0.3:
            data = io.BytesIO()
            view.save(data, "JPEG", quality=int(rng.uniform(25, 90)))
            view = Image.open(io.BytesIO(data.getvalue())).convert("RGB")
        return view
