"""The room itself: floor, walls with their openings, ceiling, skirting, window, door."""
import numpy as np

from fittings import curtains


class Plan:
    """Sizes of a room in metres and where its four walls are.

    The wall 'head' is x = 0 (bed), 'foot' is x = length, 'door' is y = 0 and 'far' is y = width. Along each wall, t runs from 0;
    against() gives the transform that puts a piece with its back to that wall.
    """

    def __init__(self, length, width, height, window_wall):
        self.length, self.width, self.height, self.window_wall = length, width, height, window_wall

    def against(self, wall, t, out=0.0, z=0.0):
        if wall == "head":
            return dict(x=out, y=t, z=z, turn=0)
        if wall == "foot":
            return dict(x=self.length - out, y=t, z=z, turn=180)
        if wall == "door":
            return dict(x=t, y=out, z=z, turn=90)
        return dict(x=t, y=self.width - out, z=z, turn=-90)

    def extent(self, wall):
        return self.width if wall in ("head", "foot") else self.length


OPENINGS = {  # share of the wall's length from..to for each opening, sill and head in metres
    "wide": ([(0.2, 0.8)], 0.85, 2.15),
    "french": ([(0.28, 0.72)], 0.03, 2.2),
    "twin": ([(0.14, 0.4), (0.6, 0.86)], 0.8, 2.15),
    "small": ([(0.33, 0.67)], 0.95, 2.05),
    "tall": ([(0.25, 0.75)], 0.45, 2.3),
}


def shell(stage, kit, style, plan, rng, open_share):
    length, width, height = plan.length, plan.width, plan.height
    stage.mesh("floor", [(0, 0, 0), (length, 0, 0), (length, width, 0), (0, width, 0)], [(0, 1, 2, 3)], kit["floor"],
               _turned([(0, 0), (length, 0), (length, width), (0, width)], style["floor_turned"]))
    stage.mesh("ceiling", [(0, 0, height), (0, width, height), (length, width, height), (length, 0, height)], [(0, 1, 2, 3)], kit["ceiling"])
    for wall in ("head", "foot", "door", "far"):
        material = kit["accent"] if wall == "head" or (wall == style["second_accent"]) else kit["wall"]
        extent = plan.extent(wall)
        shares, sill, head = OPENINGS[style["window"]] if wall == plan.window_wall else ([], 0, 0)
        head = min(head, height - 0.15)
        openings = [(a * extent, b * extent) for a, b in shares]
        with stage.at(**_wall_frame(plan, wall)):
            _wall(stage, extent, height, openings, sill, head, material)
            _trim(stage, kit, style, extent, height, wall == "head", bool(openings))
            for y0, y1 in openings:
                _window(stage, kit, style, y0, y1, sill, head)
                curtains(stage, kit, style, rng, y0, y1, sill, head, height, open_share)
    if style["wall_trim"] == "beams":
        for x in np.arange(0.45, length, 0.95):
            stage.box("beam", (x, 0, height - 0.16), (x + 0.14, width, height), kit["wood"], 0.012)


def _turned(uvs, turned):
    return [(v, u) for u, v in uvs] if turned else uvs


def _wall_frame(plan, wall):
    """The frame in which this wall is x = 0, y runs along it from 0, and the room is at x > 0."""
    return {"head": dict(x=0, y=0, turn=0), "foot": dict(x=plan.length, y=plan.width, turn=180),
            "door": dict(x=plan.length, y=0, turn=90), "far": dict(x=0, y=plan.width, turn=-90)}[wall]


def _wall(stage, extent, height, openings, sill, head, material):
    def piece(y0, y1, z0, z1):
        if y1 - y0 > 1e-3 and z1 - z0 > 1e-3:
            corners = [(0, y0, z0), (0, y1, z0), (0, y1, z1), (0, y0, z1)]
            stage.mesh("wall", corners, [(0, 1, 2, 3)], material, [(c[1], c[2]) for c in corners])

    at = 0.0
    for y0, y1 in openings:
        piece(at, y0, 0, height)
        piece(y0, y1, 0, sill)
        piece(y0, y1, head, height)
        at = y1
    piece(at, extent, 0, height)


def _trim(stage, kit, style, extent, height, accent, pierced):
    stage.box("skirting", (0, 0, 0), (0.018, extent, style["skirting"]), kit["trim"], 0.005)
    kind = style["wall_trim"]
    if kind == "wainscot" and not pierced:
        stage.box("lining", (0, 0, 0.1), (0.012, extent, 0.92), kit["trim"], 0)
        stage.box("rail", (0, 0, 0.92), (0.035, extent, 0.97), kit["trim"], 0.008)
        n = int(extent / 0.14)
        for k in range(1, n):
            stage.box("groove", (0.01, k * extent / n - 0.004, 0.1), (0.016, k * extent / n + 0.004, 0.92), kit["trim2"], 0)
    if kind in ("mouldings", "rail"):
        stage.box("cornice", (0, 0, height - 0.09), (0.05, extent, height), kit["ceiling"], 0.02)
    if kind == "rail":
        stage.box("rail", (0, 0, 2.08), (0.03, extent, 2.12), kit["trim"], 0.008)
    if kind == "mouldings" and not pierced:
        n = max(2, int(round(extent / 1.3)))
        for k in range(n):
            y0, y1 = k * extent / n + 0.12, (k + 1) * extent / n - 0.12
            for low, high in (((0, y0, 0.3), (0.016, y1, 0.33)), ((0, y0, height - 0.33), (0.016, y1, height - 0.3)),
                              ((0, y0, 0.3), (0.016, y0 + 0.03, height - 0.3)), ((0, y1 - 0.03, 0.3), (0.016, y1, height - 0.3))):
                stage.box("moulding", low, high, kit["accent"] if accent else kit["wall"], 0.006)


def _window(stage, kit, style, y0, y1, sill, head):
    deep = 0.22
    for low, high in (((-deep, y0 - 0.01, sill), (0.0, y0, head)), ((-deep, y1, sill), (0, y1 + 0.01, head)),
                      ((-deep, y0, head), (0, y1, head + 0.01)), ((-deep, y0 - 0.03, sill - 0.03), (0.04, y1 + 0.03, sill))):
        stage.box("reveal", low, high, kit["window"], 0)
    panes = max(1, int(round((y1 - y0) / 0.75)))
    for k in range(panes + 1):
        y = y0 + k * (y1 - y0) / panes
        stage.box("post", (-deep + 0.04, y - 0.03, sill), (-deep + 0.1, y + 0.03, head), kit["window"], 0.006)
    for z in [sill, head - 0.05] + ([sill + (head - sill) * 0.68] if style["window_cross"] else []):
        stage.box("bar", (-deep + 0.04, y0, z), (-deep + 0.1, y1, z + 0.05), kit["window"], 0.006)
    for light in ("day", "dusk", "night"):
        back = 2.2
        view = stage.panel(f"view {light}", [(-back, y0 - 2.6, -1.4), (-back, y1 + 2.6, -1.4), (-back, y1 + 2.6, 4.0), (-back, y0 - 2.6, 4.0)], kit[f"view {light}"])
        view.visible_diffuse = view.visible_shadow = False
    lamp = stage.area("window light", (0.03 if style["curtain_hang"] == "roman" else -0.02, (y0 + y1) / 2, (sill + head) / 2),
                      (1.0, (y0 + y1) / 2, (sill + head) / 2 - 0.25), (y1 - y0, head - sill), (0.86, 0.93, 1.0), 55.0 * (y1 - y0) * (head - sill))
    lamp.data.spread = 2.8


def door(stage, kit, style, plan):
    """In the wall y = 0, beside the wall of the desk; the frame has its back at the wall."""
    with stage.at(**plan.against("door", plan.length - 0.68)):
        stage.box("leaf", (0, -0.42, 0), (0.03, 0.42, 2.03), kit["door"], 0.004)
        for y in (-0.49, 0.42):
            stage.box("jamb", (0, y, 0), (0.045, y + 0.07, 2.1), kit["trim"], 0.006)
        stage.box("head", (0, -0.49, 2.03), (0.045, 0.49, 2.1), kit["trim"], 0.006)
        if style["door_panels"]:
            for z0, z1 in ((0.25, 0.95), (1.1, 1.85)):
                for y0, y1 in ((-0.33, -0.04), (0.04, 0.33)):
                    stage.box("panel", (0.03, y0, z0), (0.04, y1, z1), kit["door"], 0.009)
        stage.box("plate", (0.03, 0.33, 0.92), (0.036, 0.38, 1.14), kit["metal"], 0.002)
        stage.rod("lever", (0.075, 0.355, 1.05), (0.075, 0.23, 1.05), 0.009, kit["metal"], 10)
        stage.rod("neck", (0.03, 0.355, 1.05), (0.075, 0.355, 1.05), 0.008, kit["metal"], 10)
