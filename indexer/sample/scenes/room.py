"""Puts one room together: which piece stands where."""
from types import SimpleNamespace

import bpy
import numpy as np
from mathutils import Matrix

import artwork
import beds
import fittings
import furniture
from kit import make_kit
from shell import Plan, door, shell
from stage import Stage
from style import seed_of


def build(style, visit=0):
    """Fills the empty Blender scene; `visit` stirs what guests and maids move: folds, chairs, curtains, a suitcase."""
    lasting = np.random.default_rng(style["seed"])
    moved = np.random.default_rng(seed_of(style["seed"], "visit", visit))
    plan = Plan(style["length"], style["width"], style["height"], style["window_wall"])
    base = Matrix.Identity(4)
    if style["mirrored"]:
        base = Matrix.Translation((0, plan.width, 0)) @ Matrix.Diagonal((1, -1, 1, 1))
    stage, kit = Stage(base, lasting), make_kit(style)
    spots = SimpleNamespace(bed=1.15 + 0.58 * plan.width / 2 + 0.05)
    shell(stage, kit, style, plan, lasting, open_share=float(moved.choice([1.0, 0.85, 0.6])))
    door(stage, kit, style, plan)
    _bed_corner(stage, kit, style, plan, spots, moved)
    _pictures(stage, kit, style, plan, spots, lasting)
    _work_wall(stage, kit, style, plan, spots, lasting, moved)
    _rest(stage, kit, style, plan, spots, lasting, moved, visit)
    _lights(stage, kit, style, plan)
    return stage, plan, spots


def _bed_corner(stage, kit, style, plan, spots, moved):
    widths, centres = ([0.95, 0.95], [spots.bed - 0.85, spots.bed + 0.75]) if style["twin"] else ([style["bed_width"]], [spots.bed])
    for width, centre in zip(widths, centres):
        with stage.at(**plan.against("head", centre)):
            beds.bed(stage, kit, style, moved, width)
    spots.bed_half = 1.3 if style["twin"] else style["bed_width"] / 2
    sides = [spots.bed - 0.05] if style["twin"] else [spots.bed - spots.bed_half - 0.33, spots.bed + spots.bed_half + 0.33]
    for side in sides:
        with stage.at(**plan.against("head", side)):
            top = furniture.nightstand(stage, kit, style, moved)
            if style["lamp"] in fittings.STANDING:
                with stage.at(0.17, 0, top):
                    fittings.STANDING[style["lamp"]](stage, kit)
            elif style["lamp"] == "sconce":
                with stage.at(0.05, 0, 1.28):
                    fittings.sconce(stage, kit)
            else:
                with stage.at(0.22, 0):
                    fittings.pendant(stage, kit, plan.height)
            with stage.at(0.27, 0.1, top):
                stage.box("telephone" if side < spots.bed else "book", (-0.07, -0.05, 0), (0.07, 0.08, 0.045), kit["dark"] if side < spots.bed else kit["books"][0], 0.012)
            with stage.at(0.3, -0.13, top):
                stage.lathe("glass", [(0.03, 0), (0.034, 0.1), (0.032, 0.1), (0.028, 0.01), (0.001, 0.01)], kit["white"], 18)


def _picture(kit, style, index, aspect, second=False):
    key = f"art {style['key']} {style['room']} {index}"
    pixels = artwork.painting(style["art_kind2" if second else "art_kind"], style["art_colours"], seed_of(key), aspect)
    return kit["make"].solid(pixels=pixels, key=key, gloss=0.06, roughness=0.2)


def _pictures(stage, kit, style, plan, spots, rng):
    """The pictures over the bed."""
    s, height = style["art_size"], 1.72
    if style["headboard"] in ("arch",):
        height = 1.95
    layouts = {
        "one": [(0, 0, 0.8, 0.8)], "pair": [(-0.42, 0, 0.55, 0.72), (0.42, 0, 0.55, 0.72)],
        "three": [(-0.58, 0, 0.44, 0.6), (0, 0, 0.44, 0.6), (0.58, 0, 0.44, 0.6)],
        "grid": [(-0.24, 0.22, 0.36, 0.36), (0.24, 0.22, 0.36, 0.36), (-0.24, -0.22, 0.36, 0.36), (0.24, -0.22, 0.36, 0.36)],
        "wide": [(0, 0, 1.35, 0.6)], "two_off": [(-0.3, 0.04, 0.7, 0.62), (0.42, -0.08, 0.42, 0.52)],
    }
    for index, (dy, dz, w, h) in enumerate(layouts[style["art_hanging"]]):
        with stage.at(**plan.against("head", spots.bed + dy * s * 1.02, out=0.002, z=height + dz * s * 1.02)):
            fittings.framed(stage, kit, _picture(kit, style, index, w / h, second=index % 2 == 1 and style["art_hanging"] in ("two_off", "grid")), w * s * 0.92, h * s * 0.92,
                            style["frame_kind"], style["mount"] * 0.6)


def _work_wall(stage, kit, style, plan, spots, rng, moved):
    """Desk, television and mirror: on the wall at the bed's foot, or on the far wall when the window is at the foot."""
    wall = "foot" if style["window_wall"] == "far" else "far"
    if wall == "foot":
        spots.desk_t, spots.tv_t = plan.width - 1.0, spots.bed - 0.35
    else:
        spots.desk_t, spots.tv_t = plan.length - 1.35, 1.15
    spots.work_wall = wall
    with stage.at(**plan.against(wall, spots.desk_t, out=0.02)):
        top = furniture.desk(stage, kit, style, rng)
        stage.unlit = True
        with stage.at(0.18, 0.0, top):
            if style["lamp"] in ("sconce", "pendant"):
                fittings.lamp_drum(stage, kit)
            else:
                fittings.STANDING[style["lamp"]](stage, kit)
        stage.unlit = False
        with stage.at(0.62 + moved.uniform(-0.1, 0.25), moved.uniform(-0.15, 0.1), turn=180 + moved.normal(0, 18)):
            with stage.at(-0.22):
                furniture.chair(stage, kit, style, rng)
    with stage.at(**plan.against(wall, spots.desk_t, z=1.5 if style["wall_mirror"] != "tall" else 1.68)):
        fittings.wall_mirror(stage, kit, style)
    if style["television"] == "wall":
        with stage.at(**plan.against(wall, spots.tv_t, z=1.35)):
            fittings.television(stage, kit, on_stand=False)
        with stage.at(**plan.against(wall, spots.tv_t, out=0.01)):
            stage.box("console", (0, -0.55, 0.3), (0.32, 0.55, 0.5), kit["wood"], 0.005)
            for y in (-0.545, 0.005):
                stage.box("flap", (0.32, y, 0.31), (0.335, y + 0.54, 0.49), kit["wood2"], 0.004)
    else:
        with stage.at(**plan.against(wall, spots.tv_t, out=0.02)):
            stage.box("chest", (0, -0.55, 0.08), (0.42, 0.55, 0.78), kit["wood"], 0.006)
            stage.box("top", (-0.01, -0.57, 0.78), (0.44, 0.57, 0.81), kit["wood2"], 0.006)
            for y in (-0.54, 0.01):
                for z in (0.1, 0.33, 0.56):
                    stage.box("drawer", (0.42, y, z), (0.438, y + 0.53, z + 0.21), kit["wood2"], 0.005)
                    furniture.handle(stage, kit, style["handle"], 0.438, y + 0.265, z + 0.11)
            with stage.at(0.12, 0, 0.81):
                fittings.television(stage, kit, on_stand=True)
    if wall == "foot":
        with stage.at(**plan.against("foot", max(1.35, spots.tv_t - 0.95), out=0.002, z=1.6)):
            fittings.framed(stage, kit, _picture(kit, style, "work", 0.75, True), 0.42, 0.56, style["frame_kind"], 0.0)
    else:
        with stage.at(**plan.against("door", 1.9, out=0.002, z=1.6)):
            fittings.framed(stage, kit, _picture(kit, style, "work", 0.75, True), 0.42, 0.56, style["frame_kind"], 0.0)


def _rest(stage, kit, style, plan, spots, rng, moved, visit):
    with stage.at(**plan.against("door", 0.85, out=0.02)):
        furniture.wardrobe(stage, kit, style, rng)
    if style["air_conditioner"]:
        with stage.at(**plan.against("door", 2.1 if plan.length > 4 else 1.95, z=2.13)):
            fittings.air_conditioner(stage, kit)
    with stage.at(**plan.against("door", plan.length - 0.68, out=0.031, z=1.5)):
        fittings.notice(stage, kit, kit["notice"])
    with stage.at(**plan.against("door", plan.length - 1.35, z=1.1)):
        fittings.switch(stage, kit)
    if style["clock"]:
        with stage.at(**plan.against("door", plan.length - 0.68, z=2.32)):
            fittings.clock(stage, kit)
    if style["rug"]:
        furniture.rug(stage, kit, rng, 0.95, 3.1, spots.bed - spots.bed_half - 0.6, spots.bed + spots.bed_half + 0.6)
    if style["rack"]:
        with stage.at(**plan.against("foot", 1.45 if style["window_wall"] == "far" else 1.0, out=0.03)):
            furniture.luggage_rack(stage, kit, style, rng)
            if moved.random() < 0.5:
                furniture.suitcase(stage, kit, rng)
    if style["window_wall"] == "far":
        seat_x, seat_y = plan.length * 0.47, plan.width - 0.95
        with stage.at(seat_x, seat_y, turn=-70 if style["sofa_left"] else -110):
            with stage.at(-0.4):
                furniture.armchair(stage, kit, style, rng)
        if style["radiator"] != "none" and style["window"] not in ("french",):
            with stage.at(**plan.against("far", plan.length * 0.5)):
                if style["window"] != "tall":
                    fittings.radiator(stage, kit, style)
        lamp_at = (seat_x + 0.68, plan.width - 0.4)
    else:
        seat_x, seat_y = plan.length - 0.85, plan.width * 0.56
        with stage.at(seat_x, seat_y, turn=150 if style["sofa_left"] else 205):
            with stage.at(-0.4):
                furniture.armchair(stage, kit, style, rng)
        lamp_at = (plan.length - 0.42, seat_y + 0.8)
    with stage.at(*lamp_at):
        fittings.floor_lamp(stage, kit, style)
    if style["plant"] != "none":
        spot = (plan.length - 0.38, plan.width - 0.38) if style["window_wall"] == "far" and spots.desk_t < plan.width - 1.2 else (1.72, 0.33)
        with stage.at(*spot):
            fittings.plant(stage, kit, style["plant"], rng, 1.0)


def _lights(stage, kit, style, plan):
    with stage.at(plan.length * 0.52, plan.width * 0.5, plan.height):
        fittings.ceiling_light(stage, kit, style)
    if style["window_wall"] == "far":
        stage.sun("sun light", (-0.25, -1.0, -0.75), (1.0, 0.9, 0.76), 4.0)
    else:
        stage.sun("sun light", (-1.0, 0.3, -0.75), (1.0, 0.9, 0.76), 4.0)
    world = bpy.data.worlds.new("world")
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs[0].default_value = (1, 1, 1, 1)
    world.node_tree.nodes["Background"].inputs[1].default_value = 1.0
    world.light_settings.distance = 1.6
    world.cycles.sampling_method = "NONE"
    bpy.context.scene.world = world


LIGHT_MODES = {  # watts relative to noon with everything on
    "day": dict(window=1.0, sun=1.0, lamps=0.0, ceiling=0.0, view="day"),
    "day lamps": dict(window=0.8, sun=0.0, lamps=1.0, ceiling=0.0, view="day"),
    "evening": dict(window=0.1, sun=0.0, lamps=1.0, ceiling=0.7, view="dusk"),
    "night": dict(window=0.0, sun=0.0, lamps=1.0, ceiling=1.0, view="night"),
    "dim": dict(window=0.0, sun=0.0, lamps=1.0, ceiling=0.0, view="night"),
    "ceiling": dict(window=0.25, sun=0.0, lamps=0.0, ceiling=1.0, view="dusk"),
}


def light(mode):
    """Switches the lights of the room that is built."""
    levels = LIGHT_MODES[mode]
    for thing in bpy.data.objects:
        if thing.type == "LIGHT":
            if "watts" not in thing:
                thing["watts"] = thing.data.energy
            level = levels[thing.name.split()[0]]
            thing.data.energy = thing["watts"] * level
            thing.hide_render = level == 0
        elif thing.name.startswith("view "):
            thing.hide_render = thing.name.split()[1].split(".")[0] != levels["view"]
    for material in bpy.data.materials:
        if material.name.startswith("shade"):
            on = levels["ceiling" if "ceiling" in material.name else "lamps"]
            for node in material.node_tree.nodes:
                if node.type == "EMISSION":
                    node.inputs[1].default_value = (2.6 if "ceiling" in material.name else 1.9) * on
