#!/usr/bin/env python3
"""Makes a Roomprint model folder (model.onnx + model.json) of the teacher, for measuring beside our own model.

    python teacher_folder.py [--shared ../shared] [--out target/teacher-model]

The teacher is a data file of the workbench: it is copied beside the tree, never into it. Needs numpy and onnxruntime.
"""
import argparse
import hashlib
import json
import pathlib
import shutil

import numpy as np
import onnxruntime as ort

ROOT = pathlib.Path(__file__).resolve().parents[2]


def synthetic_picture(size: int) -> np.ndarray:
    """The self-test picture of every model.json: [3][size][size], byte (7x + 13y + 29c + (xy >> 4)) & 255, as float32."""
    y, x = np.mgrid[0:size, 0:size].astype(np.int64)
    return np.stack([(x * 7 + y * 13 + c * 29 + ((x * y) >> 4)) & 255 for c in range(3)]).astype(np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=pathlib.Path, default=ROOT / ".." / "shared")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "vectors" / "target" / "teacher-model")
    parser.add_argument("--size", type=int, default=320)
    arguments = parser.parse_args()
    source = arguments.shared / "models" / "teacher-resnet50v2" / "model.onnx"
    if not source.is_file():
        parser.error(f"no teacher at {source}: name the folder that holds models/ with --shared")
    arguments.out.mkdir(parents=True, exist_ok=True)
    target = arguments.out / "model.onnx"
    if target.exists():
        target.chmod(0o644)
    shutil.copyfile(source, target)
    picture = (synthetic_picture(arguments.size) - 127.5) / 127.5
    session = ort.InferenceSession(str(target), providers=["CPUExecutionProvider"])
    embedding = session.run(["gem1024"], {"input": picture[None]})[0][0]
    model = {
        "name": "teacher-resnet50v2",
        "version": "1",
        "file": "model.onnx",
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
        "input": {
            "name": "input", "width": arguments.size, "height": arguments.size, "fit": "squash", "colour": "RGB",
            "mean": [127.5, 127.5, 127.5], "std": [127.5, 127.5, 127.5], "layout": "NCHW",
        },
        "output": {"name": "gem1024", "dimension": 1024, "normalised": True},
        "licence": "Apache-2.0",
        "trainingData": "ImageNet (TF-slim ResNet-50 v2 up to block 3)",
        "card": "MODEL_CARD.md",
        "selfTest": {"seed": 1, "expectedFirst8": [round(float(v), 7) for v in embedding[:8]]},
    }
    (arguments.out / "model.json").write_text(json.dumps(model, indent=2) + "\n")
    (arguments.out / "MODEL_CARD.md").write_text(
        "# teacher-resnet50v2\n\nResNet-50 v2 trained on ImageNet (TF-slim weights, Apache-2.0), up to block 3, GeM p = 3, "
        "1,024 values.\nOnly for measuring beside the model that Roomprint ships.\n")
    print(f"{arguments.out}: {model['sha256']}")


if __name__ == "__main__":
    main()
