"""Renders rooms of the sample set. Run in Blender:

    blender -b -P render.py -- --job gallery --out ../photos [--hotels h01,h02] [--samples 6] [--size 640x480]

A picture that already exists is left alone, so that an interrupted run goes on where it stopped.
"""
import argparse
import sys
import tempfile
import time
from pathlib import Path

import bpy

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.dont_write_bytecode = True
import numpy as np

import develop
import jobs
import room
from hotels import by_id
from style import room_style, seed_of
from views import shot

# Surfaces are rendered at full size with a few samples and no light; light at half the size with more samples (see develop.py).
OUTPUTS = {"direct": ("DiffDir",), "ambient": ("DiffInd",), "colour": ("DiffCol",), "gloss": ("GlossDir", "GlossInd"), "gloss_colour": ("GlossCol",),
           "emit": ("Emit", "Env"), "normal": ("Normal",), "position": ("Position",)}

SURFACE_SAMPLES = 3


def prepare(width, height, threads, folder):
    """An empty scene with Cycles set for speed, every pass going to a file of its own."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.render.resolution_x, scene.render.resolution_y, scene.render.resolution_percentage = width, height, 100
    scene.render.threads_mode, scene.render.threads = "FIXED", threads
    scene.render.use_persistent_data = True
    scene.render.image_settings.file_format = "OPEN_EXR"
    cycles = scene.cycles
    cycles.device, cycles.use_adaptive_sampling, cycles.use_denoising = "CPU", False, False
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces, cycles.transmission_bounces, cycles.transparent_max_bounces = 2, 1, 1, 0, 4
    # the first bounce asks only how open its surroundings are (develop.py makes light of it): cheap, and without blotches
    cycles.use_fast_gi, cycles.fast_gi_method, cycles.ao_bounces_render = True, "REPLACE", 1
    cycles.sample_clamp_direct, cycles.sample_clamp_indirect = 12.0, 3.0
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.light_sampling_threshold = 0.05
    cycles.pixel_filter_type, cycles.filter_width = "BLACKMAN_HARRIS", 1.3
    layer = scene.view_layers[0]
    for name in ("diffuse_direct", "diffuse_indirect", "diffuse_color", "glossy_direct", "glossy_indirect", "glossy_color", "emit", "environment", "normal", "position"):
        setattr(layer, "use_pass_" + name, True)
    scene.use_nodes = True
    tree = scene.node_tree
    tree.nodes.clear()
    source, sink = tree.nodes.new("CompositorNodeRLayers"), tree.nodes.new("CompositorNodeOutputFile")
    sink.base_path = folder
    sink.format.file_format, sink.format.color_depth, sink.format.exr_codec = "OPEN_EXR", "32", "NONE"
    sink.file_slots.clear()
    for name, inputs in OUTPUTS.items():
        sink.file_slots.new(name + "_")
        socket = source.outputs[inputs[0]]
        if len(inputs) > 1:
            add = tree.nodes.new("CompositorNodeMixRGB")
            add.blend_type = "ADD"
            add.inputs[0].default_value = 1
            tree.links.new(socket, add.inputs[1])
            tree.links.new(source.outputs[inputs[1]], add.inputs[2])
            socket = add.outputs[0]
        tree.links.new(socket, sink.inputs[len(sink.file_slots) - 1])
    return scene


def take(scene, stage, plan, spots, style, picture, path, folder, samples, quality):
    view = shot(picture.view, style, plan, spots, picture.take)
    room.light(picture.mode or view.mode)
    rng = np.random.default_rng(seed_of("photo", style["key"], style["room"], picture.view, picture.take))
    scene.camera = stage.camera("phone", view.position, view.target, view.lens, roll=float(rng.normal(0, 0.7)))
    hidden = [thing for thing in scene.objects if thing.type == "LIGHT" and not thing.hide_render]
    for thing in hidden:
        thing.hide_render = True
    scene.render.resolution_percentage, scene.cycles.samples, scene.cycles.max_bounces = 100, SURFACE_SAMPLES, 0
    bpy.ops.render.render()
    surface = develop.read_passes(folder, develop.SURFACE_PASSES)
    for thing in hidden:
        thing.hide_render = False
    scene.render.resolution_percentage, scene.cycles.samples, scene.cycles.max_bounces = 50, samples, 2
    bpy.ops.render.render()
    lit = develop.read_passes(folder, develop.LIGHT_PASSES)
    mood = {"night": 0.7, "dim": 1.0, "evening": 0.5}.get(picture.mode or view.mode, 0.0)
    develop.save_jpeg(develop.develop(surface, lit, rng, mood), path, quality)
    bpy.data.objects.remove(scene.camera)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--job", default="gallery", choices=sorted(jobs.JOBS))
    parser.add_argument("--out", required=True)
    parser.add_argument("--hotels", default="")
    parser.add_argument("--views", default="")
    parser.add_argument("--rooms", default="")
    parser.add_argument("--samples", type=int, default=6)
    parser.add_argument("--size", default="640x480")
    parser.add_argument("--quality", type=int, default=78)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args(sys.argv[sys.argv.index("--") + 1:])
    width, height = map(int, options.size.split("x"))
    only = set(filter(None, options.hotels.split(",")))
    views, rooms = set(filter(None, options.views.split(","))), set(filter(None, options.rooms.split(",")))
    pictures = [p for p in jobs.JOBS[options.job]() if (not only or p.hotel_id in only) and (not views or p.view in views) and (not rooms or p.room in rooms)]
    missing = [p for p in pictures if not (Path(options.out) / p.file).exists()]
    print(f"{len(missing)} of {len(pictures)} pictures to render", flush=True)
    built = None
    with tempfile.TemporaryDirectory() as folder:
        for picture in missing:
            started = time.time()
            key = (picture.hotel_id, picture.room, picture.visit)
            if key != built:
                scene = prepare(width, height, options.threads, folder)
                style = room_style(by_id(picture.hotel_id), picture.room)
                stage, plan, spots = room.build(style, picture.visit)
                built = key
                print(f"room {key} built in {time.time() - started:.1f} s", flush=True)
            started = time.time()
            take(scene, stage, plan, spots, style, picture, Path(options.out) / picture.file, folder, options.samples, options.quality)
            print(f"{picture.file} in {time.time() - started:.1f} s", flush=True)


main()
