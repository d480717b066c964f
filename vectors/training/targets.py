#!/usr/bin/env python3
"""Runs the teacher once over rooms/ at 320 px and keeps two of its maps, before their ReLU, as float16 [pictures][400][channels].

    python targets.py --shared ../shared --work FOLDER [--part 0 --parts 2]

`rooms.b3`: the last map (1,024 channels, 5.1 GB); `rooms.b2`: the map that enters block 3 (512 channels, 2.5 GB). Several parts may run
at once; each can be stopped and started again.
"""
import argparse
import pathlib
import time

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper

from evaluate import load_picture

CELLS = 400
MAPS = {"b2": ("t135", 512), "b3": ("t240", 1024)}  # names in the teacher's graph: each is what a batch norm gives


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path("../shared"))
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("--parts", type=int, default=1)
    a = parser.parse_args()
    names = (pathlib.Path(__file__).parent / "rooms.txt").read_text().split()
    model = onnx.load(a.shared / "models" / "teacher-resnet50v2" / "model.onnx")
    for tensor, _ in MAPS.values():
        model.graph.output.append(helper.make_tensor_value_info(tensor, TensorProto.FLOAT, None))
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    session = ort.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    folder = a.work / "targets"
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for name, (_, channels) in MAPS.items():
        path = folder / f"rooms.{name}"
        size = len(names) * CELLS * channels * 2
        if not path.exists():
            with open(path, "wb") as f:
                f.truncate(size)
        files[name] = np.memmap(path, np.float16, "r+", shape=(len(names), CELLS, channels))
    mine = range(a.part, len(names), a.parts)
    progress = folder / f"rooms.{a.part}.done"
    done = int(progress.read_text()) if progress.exists() else 0
    started = time.time()
    while done < len(mine):
        chosen = mine[done:done + 4]
        x = np.stack([load_picture(a.shared / "data" / names[i], 320, 320) for i in chosen])
        results = session.run([tensor for tensor, _ in MAPS.values()], {"input": (x - 127.5) / 127.5})
        for name, result in zip(MAPS, results):
            for i, one in zip(chosen, result):
                files[name][i] = one.reshape(len(one), CELLS).T
        done += len(chosen)
        if done % 200 < 4 or done == len(mine):
            for f in files.values():
                f.flush()
            progress.write_text(str(done))
            print(f"{done} of {len(mine)}, {time.time() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
