#!/usr/bin/env python3
"""Measures a model folder (model.onnx + model.json) on real hotel photographs: hotel and unit recall by distinct hotels and units.

    python evaluate.py --shared ../shared MODEL_FOLDER [--json] [--mirror] [--size 320]

Every photograph whose hotel (unit) has at least two is a query once; the gallery is every other one and all distractors; files of the
same bytes as the query are left out of its gallery. Each distractor counts as a hotel and a unit of its own. Measuring only: nothing
here is fitted.
"""
import argparse
import csv
import hashlib
import json
import pathlib
import time

import numpy as np


class Protocol:
    """Labels of the gallery; recall of any matrix of embeddings in the order of .files."""

    def __init__(self, data: pathlib.Path):
        with open(data / "hotels" / "hotels.csv", newline="") as f:
            rows = {"hotels/" + r["file"]: r for r in csv.DictReader(f)}
        self.files = sorted(rows) + sorted("distractors/" + p.name for p in (data / "distractors").glob("*.jpg"))
        self.content = [hashlib.sha256((data / f).read_bytes()).digest() for f in self.files]
        self.labels = {
            level: np.array([rows[f][level] if f in rows else f for f in self.files]) for level in ("hotel", "unit")}
        self.queries = len(rows)
        hashes = {}
        for i, c in enumerate(self.content):
            hashes.setdefault(c, []).append(i)
        self.copies = {i: [j for j in same if j != i] for same in hashes.values() for i in same if len(same) > 1}

    def recall(self, gallery: np.ndarray, queries: np.ndarray | None = None) -> dict:
        """Recall at 1, 5, 10 in percent at both levels; embeddings [files][dimensions], L2-normalised."""
        queries = gallery[: self.queries] if queries is None else queries
        similarity = queries @ gallery.T
        for q in range(self.queries):
            similarity[q, q] = -np.inf
            for copy in self.copies.get(q, ()):
                similarity[q, copy] = -np.inf
        order = np.argsort(-similarity, axis=1, kind="stable")
        result = {"copiesLeftOut": sum(len(self.copies.get(q, ())) for q in range(self.queries))}
        for level, labels in self.labels.items():
            names, counts = np.unique(labels[: self.queries], return_counts=True)
            enough = set(names[counts >= 2])
            right, hotels = [], []
            for q in range(self.queries):
                if labels[q] not in enough:
                    continue
                ranked = labels[order[q, : 400]]
                _, first = np.unique(ranked, return_index=True)
                distinct = ranked[np.sort(first)][:10]
                at = np.flatnonzero(distinct == labels[q])
                right.append(at[0] if len(at) else 99)
                hotels.append(self.labels["hotel"][q])
            right = np.array(right)
            result[level] = {f"recall@{k}": round(100 * float((right < k).mean()), 1) for k in (1, 5, 10)}
            result[level]["queries"] = len(right)
            result[level]["interval@1"] = interval(right < 1, np.array(hotels))
        return result


def interval(hit: np.ndarray, groups: np.ndarray) -> list[float]:
    """95 % interval of the mean by 2,000 draws of whole hotels, seed 1."""
    rng = np.random.default_rng(1)
    names, inverse = np.unique(groups, return_inverse=True)
    n = np.bincount(inverse)
    s = np.bincount(inverse, weights=hit)
    draws = rng.integers(0, len(names), (2000, len(names)))
    means = s[draws].sum(1) / n[draws].sum(1)
    return [round(100 * float(v), 1) for v in np.percentile(means, (2.5, 97.5))]


def load_picture(path: pathlib.Path, width: int, height: int) -> np.ndarray:
    from PIL import Image
    return np.asarray(Image.open(path).convert("RGB").resize((width, height), Image.BILINEAR), np.float32).transpose(2, 0, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path("../shared"))
    parser.add_argument("--size", type=int, default=0, help="other input side than model.json says")
    parser.add_argument("--mirror", action="store_true", help="mean of the embeddings of the picture and of its mirror image")
    parser.add_argument("--save", type=pathlib.Path, help="write the embeddings there (.npy)")
    a = parser.parse_args()
    import onnxruntime as ort
    description = json.loads((a.model / "model.json").read_text())
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    session = ort.InferenceSession(str(a.model / description["file"]), options, providers=["CPUExecutionProvider"])
    width, height = (a.size, a.size) if a.size else (description["input"]["width"], description["input"]["height"])
    mean, std = (np.array(description["input"][k], np.float32)[:, None, None] for k in ("mean", "std"))
    protocol = Protocol(a.shared / "data")
    embeddings, spent = [], []
    for f in protocol.files:
        x = ((load_picture(a.shared / "data" / f, width, height) - mean) / std)[None]
        started = time.perf_counter()
        e = session.run([description["output"]["name"]], {description["input"]["name"]: x})[0]
        spent.append(time.perf_counter() - started)
        if a.mirror:
            e = e + session.run([description["output"]["name"]], {description["input"]["name"]: x[..., ::-1].copy()})[0]
            e = e / np.linalg.norm(e)
        embeddings.append(e[0])
    gallery = np.stack(embeddings)
    if a.save:
        np.save(a.save, gallery)
    print(json.dumps({"model": description["name"], "version": description["version"], "size": [width, height],
                      "files": len(gallery), "millisecondsPerPicture": {"median": round(1e3 * float(np.median(spent)), 1),
                                                                          "best": round(1e3 * min(spent), 1)},
                      **protocol.recall(gallery)}, indent=1))


if __name__ == "__main__":
    main()
