#!/usr/bin/env python3
"""Trains the student from random weights on the teacher's maps. Can be stopped at any moment and started again with the same command.

    python train.py --shared ../shared --work FOLDER --run NAME --minutes 100 --phases 160:0.7,224:1.0

The learning rate follows the clock and not a number of steps (time spent / --minutes), since the machine is shared: warm-up, constant,
linear to zero over the last --decay of the time. Matrices are stepped by Muon (Jordan et al., 2024), everything else by AdamW.
Weights for use are an exponential moving average of those that are stepped.
"""
import argparse
import copy
import json
import math
import os
import pathlib
import time

import numpy as np
import torch
from torch.nn import functional as F

import data
from roomnet import MEAN, STD, RoomNet, gem, macs


def teacher_statistics(targets: data.Targets, indices, folder: pathlib.Path) -> dict:
    """Mean and deviation of each channel of both maps, and a shrunk PCA whitening of the teacher's GeM, all on rooms/ alone."""
    path = folder / "statistics.pt"
    if path.exists():
        return torch.load(path)
    rng = np.random.default_rng(5)
    chosen = sorted(rng.choice(indices, min(1500, len(indices)), replace=False))
    pooled, sums = [], {}
    for i in chosen:
        for name, maps in (("3", targets.block3), ("2", targets.block2)):
            m = torch.from_numpy(maps[i].astype(np.float32))
            s = sums.setdefault(name, [0, 0, 0])
            s[0] += len(m)
            s[1] = s[1] + m.sum(0).double()
            s[2] = s[2] + m.double().pow(2).sum(0)
            if name == "3":  # the whole and three random quarters or so, as crops will be
                grid = m.T.reshape(1024, data.GRID, data.GRID)
                pooled.append(gem(grid[None])[0])
                for _ in range(2):
                    y, x = rng.integers(0, 9, 2)
                    pooled.append(gem(grid[None, :, y:y + 12, x:x + 12])[0])
    result = {}
    for name, (n, a, b) in sums.items():
        mean = a / n
        result["mean" + name] = mean.float()
        result["std" + name] = (b / n - mean ** 2).clamp(min=1e-6).sqrt().float()
    x = F.normalize(torch.stack(pooled))
    centre = x.mean(0)
    values, vectors = torch.linalg.eigh(torch.cov((x - centre).T).double())
    values, vectors = values.flip(0)[:512], vectors.flip(1)[:, :512]
    result["centre"] = centre
    result["whiten"] = (vectors / (values + values.mean() * 0.5).sqrt()).float()
    torch.save(result, path)
    return result


class Muon(torch.optim.Optimizer):
    """Momentum whose update is made orthogonal by Newton-Schulz steps; scaled so that its size is that of an AdamW update."""

    def __init__(self, params, lr=2e-3, momentum=0.95, weight_decay=0.05):
        super().__init__(params, dict(lr=lr, momentum=momentum, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["momentum"] = torch.zeros_like(p.grad)
                momentum = state["momentum"]
                momentum.lerp_(p.grad, 1 - group["momentum"])
                update = p.grad.lerp(momentum, group["momentum"]).reshape(len(p), -1)
                tall = update.shape[0] > update.shape[1]
                x = (update.T if tall else update).bfloat16()
                x = x / (x.norm() + 1e-7)
                for _ in range(5):
                    a = x @ x.T
                    x = 3.4445 * x + (-4.7750 * a + 2.0315 * (a @ a)) @ x
                update = (x.T if tall else x).float().reshape(p.shape)
                p.mul_(1 - group["lr"] * group["weight_decay"])
                p.add_(update, alpha=-group["lr"] * 0.2 * max(p.shape[0], p[0].numel()) ** 0.5)


class Order(torch.utils.data.Sampler):
    """(epoch, index) pairs without end, from a given step on."""

    def __init__(self, indices, seed, start):
        self.indices, self.seed, self.start = np.asarray(indices), seed, start

    def __iter__(self):
        epoch, skip = divmod(self.start, len(self.indices))
        while True:
            order = np.random.Generator(np.random.PCG64([self.seed, 77, epoch])).permutation(self.indices)
            for i in order[skip:]:
                yield epoch, int(i)
            epoch, skip = epoch + 1, 0


class Partner:
    """Two trainers of one thread each that meet in the middle: every few steps each writes its weights to shared memory and moves half way
    to what the other wrote last, never waiting for it. On a busy machine this loses far less than threads that wait for each other."""

    def __init__(self, folder: pathlib.Path, rank: int, ranks: int, model):
        self.tensors = [v for v in model.state_dict().values() if v.is_floating_point()]
        size = sum(v.numel() for v in self.tensors)
        self.rank, self.ranks, self.seen = rank, ranks, [0] * ranks
        self.maps, self.flags = [], []
        for r in range(ranks):
            for name, kind, n, to in (("weights", np.float32, size, self.maps), ("flag", np.int64, 2, self.flags)):
                path = folder / f"{name}.{r}"
                if not path.exists() or path.stat().st_size != n * np.dtype(kind).itemsize:
                    path.write_bytes(b"\0" * (n * np.dtype(kind).itemsize))
                to.append(np.memmap(path, kind, "r+", shape=(n,)))

    @torch.no_grad()
    def meet(self):
        own = torch.cat([v.reshape(-1) for v in self.tensors])
        total, count = own.clone(), 1
        for r in range(self.ranks):
            version = int(self.flags[r][0])
            if r != self.rank and version != self.seen[r] and int(self.flags[r][1]) == version:
                self.seen[r] = version
                total += torch.from_numpy(np.array(self.maps[r]))
                count += 1
        if count > 1 and bool(torch.isfinite(total).all()):
            own = total / count
            at = 0
            for v in self.tensors:
                v.copy_(own[at:at + v.numel()].reshape(v.shape))
                at += v.numel()
        self.flags[self.rank][0] += 1
        self.maps[self.rank][:] = own.numpy()
        self.flags[self.rank][1] = self.flags[self.rank][0]


def losses(out, middle, block3, block2, hidden, stats, weights):
    """The three losses: last map, middle map, pooled and whitened embedding."""
    n, channels, h, w = out.shape
    p = out.float().permute(0, 2, 3, 1).reshape(n, h * w, channels)
    t = (block3.float() - stats["mean3"]) / stats["std3"]
    visible = (1 - hidden).clamp(min=0.1)[..., None]
    zero = -stats["mean3"] / stats["std3"]  # where the teacher's ReLU cuts
    active = torch.where((t > zero) | (p > zero), 1.0, 0.15) * visible
    map3 = ((p - t).pow(2).clamp(max=36.0) * active).sum() / (visible.sum() * channels)
    m = middle.float().permute(0, 2, 3, 1).reshape(n, h * w, -1)
    t2 = (block2.float() - stats["mean2"]) / stats["std2"]
    map2 = ((m - t2).pow(2).clamp(max=36.0) * visible).sum() / (visible.sum() * t2.shape[-1])

    def embed(x):
        pooled = F.normalize(gem((x * stats["std3"] + stats["mean3"]).transpose(1, 2)))
        return pooled, F.normalize((pooled - stats["centre"]) @ stats["whiten"])

    raw_p, e = embed(p)
    raw_t, target = embed(t)
    pooled = (1 - (e * target).sum(1)).mean()
    raw = (1 - (raw_p * raw_t).sum(1)).mean()
    return weights[0] * map3 + weights[1] * map2 + weights[2] * pooled, (map3.item(), map2.item(), pooled.item(), raw.item())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path("../shared"))
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--run", default="a")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--until", type=float, default=0, help="stop and decay by this Unix time rather than after --minutes")
    parser.add_argument("--phases", default="160:0.7,224:1.0", help="side in pixels : share of the time at which it ends")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--lr", type=float, default=4e-3)
    parser.add_argument("--decay", type=float, default=0.4)
    parser.add_argument("--weights", default="1,0.3,1.5")
    parser.add_argument("--config", default="{}")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps (for trials)")
    parser.add_argument("--first", type=int, default=0, help="use only the first so many pictures (for trials)")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--init", type=pathlib.Path, help="float16 weights to start from, instead of random ones")
    parser.add_argument("--optimizer", default="muon")
    parser.add_argument("--rank", type=int, default=0)
    parser.add_argument("--ranks", type=int, default=1)
    parser.add_argument("--workers", type=int, default=0, help="processes that prepare pictures; 0 = the trainer itself")
    parser.add_argument("--meet", type=int, default=6, help="steps between two meetings of the ranks")
    parser.add_argument("--keep", type=float, default=0.99, help="of the moving average, per step")
    parser.add_argument("--warm", type=int, default=40)
    parser.add_argument("--vector-lr", type=float, default=2.5e-3, help="of AdamW, for biases, norms and the first convolution")
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    names = (pathlib.Path(__file__).parent / "rooms.txt").read_text().split()
    pictures = data.load_pictures(a.shared / "data", names, a.work / "rooms.u8")
    targets = data.Targets(a.work / "targets", "rooms", len(names))
    indices = list(range(a.first or len(names)))
    stats = teacher_statistics(targets, indices, a.work)
    folder = a.work / "runs" / (a.run if a.rank == 0 else f"{a.run}.{a.rank}")
    folder.mkdir(parents=True, exist_ok=True)
    model = RoomNet(**json.loads(a.config)).to(memory_format=torch.channels_last)
    if a.init:
        state = {k: v.float() if v.is_floating_point() else v for k, v in torch.load(a.init)["model"].items()}
        model.load_state_dict(state, strict=False)
    print(model.config, f"{macs(model, 256) / 1e9:.3f} GMAC at 256", flush=True)
    ema = copy.deepcopy(model).eval()
    matrices = [p for n, p in model.named_parameters() if p.ndim == 4 and "stem1" not in n]
    others = [p for n, p in model.named_parameters() if p.ndim != 4 or "stem1" in n]
    if a.optimizer == "muon":
        optimizers = [Muon(matrices, weight_decay=0.05), torch.optim.AdamW(others, weight_decay=0.0)]
    else:
        optimizers = [torch.optim.AdamW(matrices, weight_decay=0.05), torch.optim.AdamW(others, weight_decay=0.0)]
    step, seen, spent = 0, 0, 0.0
    checkpoint = folder / "last.pt"
    if checkpoint.exists():
        c = torch.load(checkpoint)
        model.load_state_dict(c["model"])
        ema.load_state_dict(c["ema"])
        for optimizer, s in zip(optimizers, c["optimizers"]):
            optimizer.load_state_dict(s)
        step, seen, spent = c["step"], c["seen"], c["spent"]
        print(f"goes on from step {step}, {spent / 60:.1f} minutes", flush=True)

    def save():
        part = folder / "part.pt"
        torch.save(dict(model=model.state_dict(), ema=ema.state_dict(), optimizers=[o.state_dict() for o in optimizers], step=step,
                        seen=seen, spent=spent, config=model.config), part)
        os.replace(part, checkpoint)

    partner = None
    if a.ranks > 1:
        shared = a.work / "runs" / f"{a.run}.meet"
        shared.mkdir(exist_ok=True)
        partner = Partner(shared, a.rank, a.ranks, model)
    phases = [(int(s), float(e)) for s, e in (p.split(":") for p in a.phases.split(","))]
    weights = [float(w) for w in a.weights.split(",")]
    total = a.minutes * 60
    if a.until:
        total = max(60.0, a.until - time.time()) + spent
    log = open(folder / "log.jsonl", "a")
    clock, saved = time.time(), time.time()
    progress = spent / total
    for size, end in phases:
        if progress >= end:
            continue
        views = data.Views(pictures, targets, a.shared / "data" / "silhouettes", size, a.seed + 1000 * a.rank)
        if size > 200:
            views.scale = (0.9, 1.2)
        loader = torch.utils.data.DataLoader(views, batch_size=a.batch, sampler=Order(indices, a.seed + 1000 * a.rank, seen), num_workers=a.workers)
        average = None
        for picture, block3, block2, hidden, _ in loader:
            progress = spent / total
            if progress >= end or (a.steps and step >= a.steps):
                break
            share = min(1.0, (step + 1) / a.warm) * min(1.0, max(0.0, (1 - progress) / a.decay))
            for optimizer, top in zip(optimizers, (a.lr, a.vector_lr)):
                for group in optimizer.param_groups:
                    group["lr"] = top * share
            x = ((picture.float() - MEAN) / STD).to(memory_format=torch.channels_last)
            with torch.autocast("cpu", torch.bfloat16):
                out, middle = model(x)
            loss, parts = losses(out, middle, block3, block2, hidden, stats, weights)
            for optimizer in optimizers:
                optimizer.zero_grad(set_to_none=True)
            loss.backward()
            for optimizer in optimizers:
                optimizer.step()
            step, seen = step + 1, seen + len(picture)
            if partner and step % a.meet == 0:
                partner.meet()
            keep = min(a.keep, (1 + step) / (10 + step))
            with torch.no_grad():
                for e, m in zip(ema.state_dict().values(), model.state_dict().values()):
                    if e.is_floating_point():
                        e.lerp_(m, 1 - keep)
                    else:
                        e.copy_(m)
            now = time.time()
            spent += now - clock
            clock = now
            average = parts if average is None else [0.95 * v + 0.05 * w for v, w in zip(average, parts)]
            if step % 20 == 0:
                line = dict(step=step, epoch=round(seen / len(indices), 2), minutes=round(spent / 60, 2), cpu=round(time.process_time() / 60, 2),
                            size=size, lr=round(a.lr * share, 6), map3=round(average[0], 4), map2=round(average[1], 4), pooled=round(average[2], 4), raw=round(average[3], 4))
                print(json.dumps(line), file=log, flush=True)
                print(line, flush=True)
            if now - saved > 120 and not a.steps:
                save()
                saved = now
        del loader
        clock = time.time()
        if a.steps and step >= a.steps:
            break
    save()
    print("done", step, seen, spent / 60, flush=True)


if __name__ == "__main__":
    main()
