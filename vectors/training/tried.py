#!/usr/bin/env python3
"""What was tried on top of the shipped model, measured again on the real hotels. Measuring only; nothing here is used.

    python tried.py --shared ../shared [--only channels,light,mirror,regions,misses,teacher,upright,chains,photos,scales,words,rendered]

  channels  patch channels (what is seen, texture, colour) together, also for queries in another light (ships)
  light     the same where every picture is brought to one mean colour first
  mirror    the query seen more than once: in its mirror image too (ships), or cut out of a larger picture
  regions   the same for a window of a picture: a search for one region (ships)
  misses    of the queries whose unit is not first: whether the gallery holds a second view of that room at all, as one of us judged by eye
            (misses.csv: those that versions 2.1 and 2.2 missed); --sheets FOLDER writes the pictures to judge by
  teacher   the teacher's own maps at 448 px in place of ours: what is left to learn from it
  upright   a linear classifier that tells pictures that lie on their side, learned on rooms
  chains    what other houses of a hotel's chain show too weighs less
  photos    ways of fusing three photos of one room
  scales    patches of the query at other sizes (needs the state, not the exported model)
  words     an inverted index of local features (visual words) beside the embedding, for whole pictures and for windows of them
  rendered  a linear map learned on the sample's rendered rooms, for the whole embedding

Nothing else ships. docs/recognition.md says which version of the model each was measured with: --model takes the folder of another than the one
that ships. light wants one before 2.3, which takes half of the cast away itself. Patches are compared as searches compare them (PatchComparison), among the 200 nearest by the embedding, and but for the first five by
their first channel alone; geometry is left out. Figures
are recall@1/@5/@10 in per cent, at hotel and at unit level.
"""
import argparse
import csv
import json
import pathlib

import numpy as np

import evaluate

HERE = pathlib.Path(__file__).resolve().parent
NEIGHBOURS = 200
SOFTNESS = 0.3
CHANNELS = ("patches", "texture", "colour")


def unit_length(x):
    return x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-9)


class Model:
    """The shipped model: an embedding and the embeddings of the patches of a picture."""

    def __init__(self, folder):
        import onnxruntime as ort
        self.description = json.loads((folder / "model.json").read_text())
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = ort.InferenceSession(str(folder / self.description["file"]), options, providers=["CPUExecutionProvider"])
        self.side = self.description["input"]["width"]

    def describe(self, pixels):
        """Pixels [3][side][side], 0..255, to the embedding and the patches of each channel."""
        given = self.description["input"]
        mean, std = (np.array(given[k], np.float32)[:, None, None] for k in ("mean", "std"))
        return [output[0] for output in self.session.run(["embedding", *CHANNELS], {given["name"]: ((pixels - mean) / std)[None]})]

    def describe_all(self, paths, change=lambda i, pixels: pixels):
        """Embeddings, and the patches of each channel."""
        described = [self.describe(change(i, evaluate.load_picture(path, self.side, self.side))) for i, path in enumerate(paths)]
        embeddings, *channels = (np.stack(each) for each in zip(*described))
        return embeddings, channels


def evidence(values):
    """Decimal logarithm of how surprising each value is among the others (ExtremeValueScale)."""
    falling = -np.sort(-values)
    decay = max((falling[7] - falling[63]) / np.log(8), 1e-4)
    return (values - falling[63]) / decay / np.log(10) - np.log10(64)


def best_patches(query, candidates):
    """For each candidate and patch of the query the likeness of the most alike patch, and 1 where that is mutual, 1/2 where not."""
    products = np.matmul(candidates, query.T)
    likeness, where = products.max(1), products.argmax(1)
    mutual = np.take_along_axis(products.argmax(2), where, 1) == np.arange(len(query))[None]
    return likeness, 0.5 + 0.5 * mutual


def agreement(likeness, mutual, common=None):
    common = np.quantile(likeness, 0.75, axis=0) if common is None else common
    return ((np.maximum(likeness - common, 0) * mutual) ** 2).mean(1)


class Set:
    """The real hotels, described."""

    def __init__(self, shared, model):
        self.data = shared / "data"
        self.protocol = evaluate.Protocol(self.data)
        self.files = self.protocol.files
        self.count = self.protocol.queries
        with open(self.data / "hotels" / "hotels.csv", newline="") as f:
            chains = {"hotels/" + row["file"]: row["chain"] for row in csv.DictReader(f)}
        self.chains = np.array([chains.get(f, f) for f in self.files])
        self.hotels, self.units = self.protocol.labels["hotel"], self.protocol.labels["unit"]
        self.model = model
        self.embeddings, self.channels = model.describe_all([self.data / f for f in self.files])
        self.patches = self.channels[0]
        self.appearance = self.likeness(self.embeddings)

    def likeness(self, embeddings):
        likeness = embeddings[: self.count] @ embeddings.T
        for q in range(self.count):
            likeness[q, [q, *self.protocol.copies.get(q, ())]] = -9
        return likeness

    def nearest(self, q, without=()):
        likeness = self.appearance[q].copy()
        likeness[list(without)] = -9
        near = np.argsort(-likeness, kind="stable")[:NEIGHBOURS]
        return near, likeness[near]

    def ranks(self, scores, labels, queries):
        """Ranks of the right hotels or units; scores: per query (photos, their scores), fused by the soft maximum of each label."""
        return np.array([rank_of(soft_maximum(labels[photos], s), labels[q]) for q, (photos, s) in zip(queries, scores)])

    def report(self, name, scores, queries=None):
        queries = list(range(self.count)) if queries is None else queries
        print(f"{name:60}", *(recalls(self.ranks(scores, labels, queries)) for labels in (self.hotels, self.units)), sep=" | ", flush=True)


def soft_maximum(labels, scores):
    names, inverse = np.unique(labels, return_inverse=True)
    most = np.full(len(names), -np.inf)
    np.maximum.at(most, inverse, scores)
    sums = np.zeros(len(names))
    np.add.at(sums, inverse, np.exp((scores - most[inverse]) / SOFTNESS))
    return dict(zip(names, most + SOFTNESS * np.log(sums)))


def rank_of(scores, right):
    """Ties count against."""
    return 10**6 if right not in scores else sum(value >= scores[right] for value in scores.values())


def recalls(ranks):
    return "/".join(f"{100 * np.mean(ranks <= k):.1f}" for k in (1, 5, 10))


LIGHTS = (0, 0.08, 0.2)


def another_light(strength):
    """Brightness, colour cast and contrast as another camera or lamp would give them, by so much (standard deviation of the logarithm)."""

    def change(i, pixels):
        rng = np.random.default_rng(i)
        gain = np.exp(rng.normal(0, strength) + rng.normal(0, strength, 3))
        return np.clip(255 * (pixels / 255) ** np.exp(rng.normal(0, strength)) * gain[:, None, None], 0, 255).astype(np.float32)

    return change


def to_one_colour(how):
    """Multiplies red, green and blue: "cast" to equal means, "half" half way there, "full" to a mean of 118 each."""

    def change(i, pixels):
        mean = pixels.reshape(3, -1).mean(1)
        gain = {"cast": mean.mean() / mean, "half": np.sqrt(mean.mean() / mean), "full": 118 / mean}[how]
        return np.clip(pixels * np.clip(gain, 0.4, 2.5)[:, None, None], 0, 255).astype(np.float32)

    return change


def compare_channels(s, name, queries, gallery, combined):
    """Reports the channels with several weights; queries and gallery: an embedding and the patches of each channel."""
    likeness = queries[0] @ gallery[0].T
    likeness[s.appearance < -1] = -9
    near = np.argsort(-likeness, axis=1, kind="stable")[:, :NEIGHBOURS]
    appearance = np.stack([evidence(likeness[q, near[q]]) for q in range(s.count)])
    said = [
        np.stack([evidence(agreement(*best_patches(theirs[q], ours[near[q]]))) for q in range(s.count)])
        for theirs, ours in zip(queries[1], gallery[1])]
    for weights in ((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 0.5, 0), (1, 0, 0.5), (1, 0.3, 0.3), (1, 0.5, 0.5), (1, 1, 1)):
        total = appearance + sum(w * each for w, each in zip(weights, said))
        s.report(f"{name}, " + " + ".join(f"{w} {channel}" for w, channel in zip(weights, CHANNELS) if w), list(zip(near, total)))
    if combined:
        one = lambda channels: np.concatenate([w**0.5 * channel for w, channel in zip((1, 0.5, 0.5), channels)], axis=-1)
        theirs, ours = one(queries[1]), one(gallery[1])
        s.report(f"{name}, all in one vector", [
            (near[q], appearance[q] + evidence(agreement(*best_patches(theirs[q], ours[near[q]])))) for q in range(s.count)])


def channels(a, s):
    paths = [s.data / f for f in s.files[: s.count]]
    for strength in LIGHTS:
        queries = s.model.describe_all(paths, another_light(strength)) if strength else (s.embeddings[: s.count], s.channels)
        compare_channels(s, f"channels: light changed by {strength}", queries, (s.embeddings, s.channels), strength == 0)


def light(a, s):
    paths = [s.data / f for f in s.files]
    for how in ("half", "cast", "full"):
        bring = to_one_colour(how)
        gallery = s.model.describe_all(paths, bring)
        for strength in LIGHTS:
            change = another_light(strength)
            queries = s.model.describe_all(paths[: s.count], lambda i, pixels: bring(i, change(i, pixels) if strength else pixels))
            compare_channels(s, f"light: means {how}, changed by {strength}", queries, gallery, False)


def mirror(a, s):
    def seen(change, side=448):
        return [s.model.describe(np.ascontiguousarray(change(evaluate.load_picture(s.data / f, side, side))))[1:] for f in s.files[: s.count]]

    augmentations = {
        "as it is": [[channel[q] for channel in s.channels] for q in range(s.count)],
        "mirror image": seen(lambda pixels: pixels[:, :, ::-1]),
        "cut": seen(lambda pixels: pixels[:, :448, :448], 480),
        "mirror image of a cut": seen(lambda pixels: pixels[:, 32:, 32:][:, :, ::-1], 480)}
    near = [s.nearest(q) for q in range(s.count)]
    said = {
        name: [[agreement(*best_patches(query[q][k], channel[near[q][0]])) for k, channel in enumerate(s.channels)] for q in range(s.count)]
        for name, query in augmentations.items()}
    names = list(augmentations)
    fusions = {"mean": lambda each: np.mean(each, 0), "most": lambda each: np.max(each, 0)}
    for chosen in [[name] for name in names] + [names[:2], [names[0], names[2]], names]:
        for how, fuse in fusions.items() if len(chosen) > 1 else [("mean", fusions["mean"])]:
            scores = []
            for q, (photos, appearance) in enumerate(near):
                channels = [evidence(fuse([said[name][q][k] for name in chosen])) for k in range(len(CHANNELS))]
                scores.append((photos, evidence(appearance) + channels[0] + (channels[1] + channels[2]) / 2))
            s.report(f"mirror: {', '.join(chosen)}" + (f", {how}" if len(chosen) > 1 else ""), scores)


def regions(a, s):
    rng = np.random.default_rng(5)
    grid = (np.arange(14) + 0.5) / 14
    print("regions: the right one among the first 1/5/20/50 photos", flush=True)
    for side in (0.35, 0.22, 0.15):
        windows = {}
        for q in range(0, s.count, 2):
            columns, rows = ((grid >= c) & (grid < c + side) for c in rng.uniform(0, 1 - side, 2))
            cells = np.flatnonzero((rows[:, None] & columns[None]).reshape(-1))
            if len(cells):
                windows[q] = cells
        ranks = {}
        for q, cells in windows.items():
            said = []
            for channel in s.channels:
                likeness = np.concatenate([np.matmul(channel[b: b + 128], channel[q][cells].T).max(1) for b in range(0, len(s.files), 128)])
                said.append(agreement(likeness, 1.0, np.quantile(likeness[::3], 0.75, axis=0)))
                said[-1][[q, *s.protocol.copies.get(q, ())]] = -9
            near = np.argsort(-said[0], kind="stable")[:NEIGHBOURS]
            for weights in ((1, 0, 0), (1, 0.5, 0), (1, 0, 0.5), (1, 0.5, 0.5), (1, 1, 1)):
                order = near[np.argsort(-sum(w * evidence(each[near]) for w, each in zip(weights, said) if w), kind="stable")]
                for labels in (s.hotels, s.units):
                    right = labels[order] == labels[q]
                    ranks.setdefault(weights, ([], []))[labels is s.units].append(np.argmax(right) + 1 if right.any() else 10**6)
        for weights, each in ranks.items():
            name = " + ".join(f"{w} {channel}" for w, channel in zip(weights, CHANNELS) if w)
            columns = ("/".join(f"{100 * np.mean(np.array(r) <= k):.1f}" for k in (1, 5, 20, 50)) for r in each)
            print(f"{f'regions: {len(windows)} windows of {side} of the sides, {name}':90}", *columns, sep=" | ", flush=True)


def misses(a, s):
    with open(HERE / "misses.csv", newline="") as f:
        judged = {"hotels/" + row["file"]: row["second_view"] for row in csv.DictReader(f)}
    counts, missed = {}, []
    for q in range(s.count):
        near, appearance = s.nearest(q)
        said = [evidence(agreement(*best_patches(channel[q], channel[near]))) for channel in s.channels]
        scores = soft_maximum(s.units[near], evidence(appearance) + said[0] + (said[1] + said[2]) / 2)
        if rank_of(scores, s.units[q]) > 1:
            view = judged.get(s.files[q], "not judged")
            counts[view] = counts.get(view, 0) + 1
            missed.append((q, near[np.argmax([scores[u] for u in s.units[near]])]))
    print(f"misses: {len(missed)} of {s.count} at unit level; a second view of the room in the gallery: {counts}", flush=True)
    if a.sheets:
        from PIL import Image, ImageDraw
        a.sheets.mkdir(parents=True, exist_ok=True)
        for page in range(0, len(missed), 10):
            sheet = Image.new("RGB", (8 * 180, 10 * 150), "white")
            draw = ImageDraw.Draw(sheet)
            for row, (q, first) in enumerate(missed[page: page + 10]):
                own = [i for i in np.argsort(-s.appearance[q]) if s.units[i] == s.units[q] and s.appearance[q, i] > -1][:6]
                draw.text((0, row * 150), f"{s.files[q]}: the query, what came first, other photos of its unit", fill="black")
                for column, i in enumerate([q, first, *own]):
                    picture = Image.open(s.data / s.files[i]).convert("RGB")
                    picture.thumbnail((176, 132))
                    sheet.paste(picture, (column * 180, row * 150 + 14))
            sheet.save(a.sheets / f"misses-{page // 10 + 1}.png")


def teacher(a, s):
    import onnx
    import onnxruntime as ort
    import torch
    import export
    from onnx import TensorProto, helper
    torch.set_num_threads(1)
    graph = onnx.load(a.shared / "models" / "teacher-resnet50v2" / "model.onnx")
    maps = ("t240", "t135")  # as targets.py names them
    for name in maps:
        graph.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    session = ort.InferenceSession(graph.SerializeToString(), options, providers=["CPUExecutionProvider"])

    def describe(path):
        last, middle = (torch.from_numpy(m) for m in session.run(maps, {"input": (evaluate.load_picture(path, 448, 448)[None] - 127.5) / 127.5}))
        return [export.pool(last, "a1g3")[0].numpy(), *(export.patch_rows(m)[0].numpy().astype(np.float16) for m in (last, middle))]

    names = (HERE / "rooms.txt").read_text().split()
    rooms = [describe(s.data / names[i]) for i in np.sort(np.random.default_rng(4).permutation(len(names))[:700])]
    described = [describe(s.data / f) for f in s.files]
    whitened = []
    for k, dimension in enumerate((512, 64, 64)):
        fitted = np.stack([r[k] if k == 0 else r[k][::8] for r in rooms]).astype(np.float32)
        centre, matrix = export.fit_whitening(fitted.reshape(-1, fitted.shape[-1]), dimension, 1.0)
        whitened.append(np.stack([unit_length((d[k].astype(np.float32) - centre) @ matrix) for d in described]).astype(np.float32))
    likeness = s.likeness(whitened[0])
    scored = {"embedding": [], "embedding and patches": [], "our embedding, its patches": [], "our embedding, patches of its middle map": []}
    for q in range(s.count):
        near = np.argsort(-likeness[q], kind="stable")[:NEIGHBOURS]
        scored["embedding"].append((near, likeness[q, near] / 1e-3))
        scored["embedding and patches"].append((near, evidence(likeness[q, near]) + evidence(agreement(*best_patches(whitened[1][q], whitened[1][near])))))
        near, appearance = s.nearest(q)
        for patches, name in zip(whitened[1:], list(scored)[2:]):
            scored[name].append((near, evidence(appearance) + evidence(agreement(*best_patches(patches[q], patches[near])))))
    for name, each in scored.items():
        s.report(f"teacher: {name}", each)


def upright(a, s):
    import torch
    from PIL import Image
    torch.set_num_threads(1)
    rng = np.random.default_rng(7)

    def describe(path, turns, crop):
        picture = Image.open(path).convert("RGB")
        if crop:
            w, h = (int(side * rng.uniform(0.55, 1)) for side in picture.size)
            x, y = int(rng.uniform(0, picture.width - w)), int(rng.uniform(0, picture.height - h))
            picture = picture.crop((x, y, x + w, y + h))
        pixels = np.asarray(picture.resize((s.model.side, s.model.side), Image.BILINEAR), np.float32).transpose(2, 0, 1)
        embedding, patches, *_ = s.model.describe(np.rot90(pixels, turns, (1, 2)).copy())
        return np.concatenate([embedding, patches.reshape(7, 2, 7, 2, -1).mean((1, 3)).reshape(-1)])

    names = (HERE / "rooms.txt").read_text().split()
    rooms = [s.data / names[i] for i in np.sort(rng.permutation(len(names))[:2400])]
    x = torch.from_numpy(np.stack([describe(room, turns, True) for room in rooms for turns in range(4)]).astype(np.float32))
    y = torch.arange(len(x)) % 4
    learned, mean = 8000, x[:8000].mean(0)
    torch.manual_seed(0)
    net = torch.nn.Sequential(torch.nn.Dropout(0.3), torch.nn.Linear(x.shape[1], 4))
    optimiser = torch.optim.AdamW(net.parameters(), 1e-3, weight_decay=0.05)
    for _ in range(12):
        for some in torch.randperm(learned).split(128):
            loss = torch.nn.functional.cross_entropy(net(5 * (x[some] - mean)), y[some])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    net.eval()
    with torch.no_grad():
        told = net(5 * (x[learned:] - mean)).argmax(1) == y[learned:]
        print(f"upright: {len(told)} crops of rooms that were not learned, turned: {100 * told.float().mean():.1f} % told", flush=True)
        pictures = torch.from_numpy(np.stack([describe(s.data / f, 0, False) for f in s.files]).astype(np.float32))
        sure = torch.softmax(net(5 * (pictures - mean)), 1)
    for least in (0.5, 0.8, 0.9):
        turned = [f for f, p in zip(s.files, sure) if p.argmax() != 0 and p.max() > least]
        print(f"upright: {len(turned)} of {len(s.files)} photos told to be turned with more than {least}: {' '.join(turned[:12])} ...", flush=True)


def chains(a, s):
    variants = {"as it is": None, **{f"shared in the chain weighs {w}": w for w in (0.8, 0.6, 0.4, 0.2, 0.0)}}
    scores = {name: [] for name in variants}
    for q in range(s.count):
        near, appearance = s.nearest(q)
        likeness, mutual = best_patches(s.patches[q], s.patches[near])
        common = np.quantile(likeness, 0.75, axis=0)
        whole = np.maximum(likeness - common, 0) * mutual
        shared = np.zeros_like(whole)
        for chain in set(s.chains[near]):
            members = np.flatnonzero(s.chains[near] == chain)
            houses = {h: members[s.hotels[near][members] == h] for h in set(s.hotels[near][members])}
            if len(houses) < 3:
                continue
            most = {h: likeness[own].max(0) for h, own in houses.items()}
            for h, own in houses.items():
                others = np.maximum(np.median([most[k] for k in houses if k != h], axis=0), common)
                shared[own] = whole[own] - np.maximum(likeness[own] - others, 0) * mutual[own]
        for name, weight in variants.items():
            counted = whole if weight is None else whole - (1 - weight) * shared
            scores[name].append((near, evidence(appearance) + evidence((counted**2).mean(1))))
    for name, each in scores.items():
        s.report("chains: " + name, each)


def fused(each, labels, fuse):
    """Score of every hotel or unit over several query images; what an image does not find counts as its last photo does."""
    maps = [soft_maximum(labels[near], score) for near, score in each]
    last = [score.min() for _, score in each]
    return {h: fuse([m.get(h, l) for m, l in zip(maps, last)]) for h in set().union(*maps)}


def photos(a, s):
    units = {}
    for q in range(s.count):
        units.setdefault(s.units[q], []).append(q)
    triples = []
    for q in range(s.count):
        unit = units[s.units[q]]
        if len(unit) > 3:
            triples.append([unit[(unit.index(q) + i) % len(unit)] for i in range(3)])
    found = []
    for triple in triples:
        without = {x for q in triple for x in (q, *s.protocol.copies.get(q, ()))}
        each = []
        for q in triple:
            near, appearance = s.nearest(q, without)
            each.append((near, evidence(appearance) + evidence(agreement(*best_patches(s.patches[q], s.patches[near])))))
        found.append(each)
    queries = [triple[0] for triple in triples]
    s.report("photos: one of three", [each[0] for each in found], queries)
    softly = lambda floor: lambda x: np.mean(floor + np.logaddexp(0, (np.array(x) - floor) * np.log(10)) / np.log(10))
    for name, fuse in {"mean (ships)": np.mean, "best of the three": max, "mean, softly above 0": softly(0), "mean, softly above 1": softly(1)}.items():
        columns = [
            recalls(np.array([rank_of(fused(each, labels, fuse), labels[q]) for each, q in zip(found, queries)]))
            for labels in (s.hotels, s.units)]
        print(f"{'photos: three, ' + name:44}", *columns, sep=" | ", flush=True)
    same = missed = few = 0
    for each, q in zip(found, queries):
        scores = fused(each, s.hotels, np.mean)
        first = max(scores, key=scores.get)
        if first != s.hotels[q]:
            missed += 1
            same += s.chains[list(s.hotels).index(first)] == s.chains[q]
            few += np.sum(s.hotels[: s.count] == s.hotels[q]) - 3 < 8
    print(f"photos: of {missed} misses with three, {same} name another house of the same chain, {few} have fewer than 8 photos of the hotel left", flush=True)


def scales(a, s):
    import torch
    import export
    torch.set_num_threads(1)
    model, statistics, _ = export.load_state(HERE / "roomprint-1-state.pt")
    names = (HERE / "rooms.txt").read_text().split()
    import data
    pictures = data.load_pictures(s.data, names, a.cache)
    export.settle_norms(model, pictures, count=192, size=448)
    model.to(memory_format=torch.channels_last)

    def raw(path, size):
        return export.patch_rows(export.raw_map(model, statistics, torch.from_numpy(evaluate.load_picture(path, size, size))[None]))[0].numpy()

    rng = np.random.default_rng(4)
    fitted = np.concatenate([raw(s.data / names[i], 448)[rng.permutation(196)[:14]] for i in np.sort(rng.permutation(len(names))[:600])])
    centre, projection = export.fit_whitening(fitted, 64, 1.0)
    patches = lambda path, size: unit_length((raw(path, size) - centre) @ projection).astype(np.float32)
    gallery = np.stack([patches(s.data / f, 448) for f in s.files])
    near = [s.nearest(q) for q in range(s.count)]
    agreements = {}
    for size in (448, 224, 320, 608):
        query = gallery[: s.count] if size == 448 else [patches(s.data / f, size) for f in s.files[: s.count]]
        agreements[size] = [agreement(*best_patches(query[q], gallery[near[q][0]])) for q in range(s.count)]
    for sizes in ((448,), (224,), (320,), (608,), (448, 320), (448, 608)):
        s.report(f"scales: query at {' and '.join(map(str, sizes))}, float32", [
            (n, evidence(appearance) + sum(evidence(agreements[size][q]) for size in sizes) / len(sizes)) for q, (n, appearance) in enumerate(near)])


def root_sift(path, side):
    import cv2
    grey = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    scale = side / max(grey.shape)
    grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    points, values = cv2.SIFT_create(800, 3, 0.02, 10, 1.6).detectAndCompute(grey, None)
    if not points:
        return np.zeros((0, 2), np.float32), np.zeros((0, 128), np.float32)
    return np.array([(p.pt[0] / grey.shape[1], p.pt[1] / grey.shape[0]) for p in points], np.float32), np.sqrt(values / values.sum(1, keepdims=True))


def words(a, s):
    import cv2
    import faiss
    cv2.setNumThreads(1)
    faiss.omp_set_num_threads(1)
    names = (HERE / "rooms.txt").read_text().split()[::2]
    values = np.concatenate([root_sift(s.data / n, 480)[1] for n in names]).astype(np.float32)
    described = [root_sift(s.data / f, 480) for f in s.files]
    side = 128
    coarse = faiss.Kmeans(128, side, niter=12, seed=1, max_points_per_centroid=2000)
    coarse.train(values)
    of = coarse.index.search(values, 1)[1][:, 0]
    fine = []
    for i in range(side):
        k = faiss.Kmeans(128, side, niter=10, seed=1, min_points_per_centroid=1, max_points_per_centroid=200)
        k.train(values[of == i])
        fine.append(k.index)

    def word(v):
        of = coarse.index.search(v, 1)[1][:, 0] if len(v) else []
        return np.array([i * side + fine[i].search(x[None], 1)[1][0, 0] for i, x in zip(of, v)], int)

    spoken = [word(v.astype(np.float32)) for _, v in described]
    counts = np.zeros((len(s.files), side * side), np.float32)
    for i, w in enumerate(spoken):
        np.add.at(counts[i], w, 1)
    rarity = np.log(len(s.files) / np.maximum((counts > 0).sum(0), 1))
    gallery = unit_length(np.sqrt(counts) * rarity)

    def ask(w):
        query = np.zeros(side * side, np.float32)
        np.add.at(query, w, 1)
        return gallery @ unit_length(np.sqrt(query) * rarity)

    def first(name, scored):
        line = []
        for labels in (s.hotels, s.units):
            ranks = []
            for q, score in scored:
                score = score.copy()
                score[[q, *s.protocol.copies.get(q, ())]] = -9
                right = labels[np.argsort(-score, kind="stable")[:NEIGHBOURS]] == labels[q]
                ranks.append(np.argmax(right) + 1 if right.any() else 10**6)
            line.append("/".join(f"{100 * np.mean(np.array(ranks) <= k):.1f}" for k in (1, 20, 50, 200)))
        print(f"{name:60}", *line, sep=" | ", flush=True)

    print("words: the right one among the first 1/20/50/200 photos", flush=True)
    first("words: whole picture, embedding", [(q, s.appearance[q]) for q in range(s.count)])
    first("words: whole picture, 16,384 words", [(q, ask(spoken[q])) for q in range(s.count)])
    rng = np.random.default_rng(5)
    grid = (np.arange(14) + 0.5) / 14
    for side_of in (0.35, 0.22):
        scored = {"16,384 words": [], "patches (ships)": []}
        for q in range(0, s.count, 2):
            at = described[q][0]
            for _ in range(20):
                if len(at) < 30:
                    break
                corner = np.clip(at[rng.integers(len(at))] - side_of / 2, 0, 1 - side_of)
                inside = ((at >= corner) & (at < corner + side_of)).all(1)
                if inside.sum() < 20:
                    continue
                columns, rows = ((grid >= c) & (grid < c + side_of) for c in corner)
                cells = np.flatnonzero((rows[:, None] & columns[None]).reshape(-1))
                likeness = np.concatenate([np.matmul(s.patches[b: b + 128], s.patches[q][cells].T).max(1) for b in range(0, len(s.files), 128)])
                scored["patches (ships)"].append((q, agreement(likeness, 1.0, np.quantile(likeness[::3], 0.75, axis=0))))
                scored["16,384 words"].append((q, ask(spoken[q][inside])))
                break
        for name, each in scored.items():
            first(f"words: {len(each)} windows of {side_of} of the sides, {name}", each)


def rendered(a, s):
    import torch
    torch.set_num_threads(1)
    sample = HERE.parents[1] / "indexer" / "sample"
    with open(sample / "photos.csv", newline="") as f:
        rows = list(csv.DictReader(f))
    model = Model(a.model)
    rooms = torch.from_numpy(np.unique([r["hotel_id"] + "/" + r["room"] for r in rows], return_inverse=True)[1])
    views = torch.from_numpy(model.describe_all([sample / r["file"] for r in rows])[0])
    others = torch.from_numpy(model.describe_all([s.data / n for n in (HERE / "rooms.txt").read_text().split()[:1500]])[0])

    def measure(name, embeddings):
        appearance = s.likeness(embeddings)
        alone, both = [], []
        for q in range(s.count):
            near = np.argsort(-appearance[q], kind="stable")[:NEIGHBOURS]
            alone.append((near, appearance[q, near] / 1e-3))
            both.append((near, evidence(appearance[q, near]) + evidence(agreement(*best_patches(s.patches[q], s.patches[near])))))
        s.report(f"rendered: {name}, embedding alone", alone)
        s.report(f"rendered: {name}, and patches", both)

    measure("as it is", s.embeddings)
    for decay, steps in ((0.1, 30), (0.01, 100)):
        torch.manual_seed(1)
        change = torch.zeros(views.shape[1], views.shape[1], requires_grad=True)
        optimiser = torch.optim.Adam([change], 1e-3)
        itself = torch.eye(len(views), dtype=torch.bool)
        same = torch.cat([(rooms[:, None] == rooms[None]) & ~itself, torch.zeros(len(views), len(others), dtype=torch.bool)], 1)
        for _ in range(steps):
            turn = torch.eye(views.shape[1]) + change
            v, o = (torch.nn.functional.normalize(x @ turn, dim=1) for x in (views, others))
            likeness = 20 * torch.cat([(v @ v.T).masked_fill(itself, -500), v @ o.T], 1)
            share = likeness - torch.logsumexp(likeness, 1, keepdim=True)
            loss = -(share.masked_fill(~same, 0).sum(1) / same.sum(1)).mean() + decay * (change**2).sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        measure(f"learned, decay {decay}", unit_length(s.embeddings @ (np.eye(views.shape[1], dtype=np.float32) + change.detach().numpy())))


def main():
    experiments = {f.__name__: f for f in (channels, light, mirror, regions, misses, teacher, upright, chains, photos, scales, words, rendered)}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path("../shared"))
    parser.add_argument("--model", type=pathlib.Path, default=HERE.parents[1] / "vectors" / "src" / "main" / "model" / "roomprint-1")
    parser.add_argument("--cache", type=pathlib.Path, default=HERE.parents[1] / "vectors" / "target" / "rooms.u8", help="pictures of rooms as pixels, made when missing")
    parser.add_argument("--sheets", type=pathlib.Path, help="where misses writes its pictures")
    parser.add_argument("--only", default=",".join(experiments))
    a = parser.parse_args()
    s = Set(a.shared, Model(a.model))
    for name in a.only.split(","):
        experiments[name](a, s)


if __name__ == "__main__":
    main()
