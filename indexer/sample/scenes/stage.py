"""Puts meshes, lights and cameras into the Blender scene.

Everything is described in metres in the room's own frame (x from the wall of the headboard, y along it, z up). A Stage keeps a
stack of transforms, so that a piece of furniture is described once, with its back to the wall x = 0, and placed where it stands.
"""
from contextlib import contextmanager
from math import radians

import bmesh
import bpy
import numpy as np
from mathutils import Euler, Matrix, Vector


class Stage:
    """The scene under construction: a base transform (which may mirror the room), and what is put in."""

    def __init__(self, base, rng):
        self.base = base
        self.matrix = Matrix.Identity(4)
        self.rng = rng
        self.collection = bpy.context.scene.collection
        self.unlit = False  # while True, lamps are put in without their bulbs

    @contextmanager
    def at(self, x=0.0, y=0.0, z=0.0, turn=0.0, tilt=0.0, roll=0.0):
        """Moves what is put in inside the block; turn, tilt and roll are degrees about z, y and x."""
        before = self.matrix
        self.matrix = before @ Matrix.Translation((x, y, z)) @ Euler((radians(roll), radians(tilt), radians(turn))).to_matrix().to_4x4()
        try:
            yield self
        finally:
            self.matrix = before

    def _add(self, data, name):
        thing = bpy.data.objects.new(name, data)
        self.collection.objects.link(thing)
        thing.matrix_world = self.base @ self.matrix
        return thing

    # ------------------------------------------------------------ solid things

    def mesh(self, name, verts, faces, material, uvs=None, smooth=False):
        """A mesh from lists; without uvs each face is mapped in metres along its own plane."""
        data = bpy.data.meshes.new(name)
        data.from_pydata([tuple(map(float, v)) for v in verts], [], [tuple(map(int, f)) for f in faces])
        layer = data.uv_layers.new(name="uv")
        if uvs is None:
            self._map_in_metres(data, layer)
        else:
            index = np.empty(len(data.loops), np.int32)
            data.loops.foreach_get("vertex_index", index)
            layer.data.foreach_set("uv", np.asarray(uvs, np.float32)[index].ravel())
        data.polygons.foreach_set("use_smooth", [smooth] * len(data.polygons))
        data.materials.append(material)
        data.update()
        return self._add(data, name)

    def _map_in_metres(self, data, layer):
        co = np.empty(len(data.vertices) * 3, np.float32)
        data.vertices.foreach_get("co", co)
        co = co.reshape(-1, 3)
        extent = co.max(0) - co.min(0)
        offset = self.rng.uniform(0, 1, 2)
        for face in data.polygons:
            normal = [abs(c) for c in face.normal]
            drop = normal.index(max(normal))
            axes = [a for a in (0, 1, 2) if a != drop]
            if extent[axes[1]] > extent[axes[0]]:
                axes.reverse()
            for loop in face.loop_indices:
                v = co[data.loops[loop].vertex_index]
                layer.data[loop].uv = (v[axes[0]] + offset[0], v[axes[1]] + offset[1])

    def box(self, name, low, high, material, bevel=0.006):
        """A box between two corners, its edges rounded by `bevel` metres."""
        shape = bmesh.new()
        bmesh.ops.create_cube(shape, size=1.0)
        low, high = np.minimum(low, high), np.maximum(low, high)
        size, centre = high - low, (high + low) / 2
        bmesh.ops.scale(shape, vec=Vector(size), verts=shape.verts)
        bmesh.ops.translate(shape, vec=Vector(centre), verts=shape.verts)
        bevel = min(bevel, 0.45 * float(size.min()))
        if bevel > 0.0005:
            bmesh.ops.bevel(shape, geom=shape.edges[:], offset=bevel, segments=2 if bevel < 0.02 else 4, profile=0.6, affect="EDGES")
        shape.verts.ensure_lookup_table()
        shape.verts.index_update()
        verts = [v.co.copy() for v in shape.verts]
        faces = [[v.index for v in f.verts] for f in shape.faces]
        shape.free()
        return self.mesh(name, verts, faces, material, smooth=bevel >= 0.02)

    def sheet(self, name, points, material, closed=False, uv_scale=None):
        """A smooth surface through a (rows, columns, 3) array; uv in metres along it, or 0..uv_scale."""
        points = np.asarray(points, np.float32)
        rows, columns = points.shape[:2]
        index = np.arange(rows * columns).reshape(rows, columns)
        faces = np.stack([index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]], -1).reshape(-1, 4)
        if closed:
            seam = np.stack([index[:-1, -1], index[:-1, 0], index[1:, 0], index[1:, -1]], -1).reshape(-1, 4)
            faces = np.concatenate([faces, seam])
        if uv_scale is None:
            across = np.linalg.norm(np.diff(points, axis=1), axis=2).mean(0)
            along = np.linalg.norm(np.diff(points, axis=0), axis=2).mean(1)
            u, v = np.concatenate([[0], np.cumsum(across)]), np.concatenate([[0], np.cumsum(along)])
        else:
            u, v = np.linspace(0, uv_scale[0], columns), np.linspace(0, uv_scale[1], rows)
        uvs = np.stack(np.meshgrid(u, v), -1).reshape(-1, 2)
        return self.mesh(name, points.reshape(-1, 3), faces, material, uvs, smooth=True)

    def lathe(self, name, profile, material, segments=28):
        """A turned body about the z axis from (radius, height) pairs."""
        angle = np.linspace(0, 2 * np.pi, segments, endpoint=False)
        profile = np.asarray(profile, np.float32)
        points = np.stack([profile[:, :1] * np.cos(angle), profile[:, :1] * np.sin(angle),
                           np.repeat(profile[:, 1:], segments, 1)], -1)
        return self.sheet(name, points, material, closed=True)

    def rod(self, name, start, end, radius, material, segments=12):
        """A round bar between two points."""
        start, end = Vector(start), Vector(end)
        axis = end - start
        turn = axis.to_track_quat("Z", "Y").to_matrix()
        angle = np.linspace(0, 2 * np.pi, segments, endpoint=False)
        ring = np.stack([np.cos(angle), np.sin(angle), np.zeros(segments)], 1) * radius
        ring = ring @ np.array(turn).T
        points = np.stack([ring * 0.01 + start, ring + start, ring + end, ring * 0.01 + end])
        return self.sheet(name, points, material, closed=True)

    def panel(self, name, corners, material):
        """A four-cornered picture: its image fills it, corners from bottom left against the clock."""
        return self.mesh(name, corners, [(0, 1, 2, 3)], material, [(0, 0), (1, 0), (1, 1), (0, 1)])

    # ------------------------------------------------------------ lights and cameras

    def _light(self, kind, name, position, colour, watts):
        data = bpy.data.lights.new(name, kind)
        data.color, data.energy = colour, watts
        thing = self._add(data, name)
        thing.matrix_world = Matrix.Translation(self.base @ self.matrix @ Vector(position))
        thing.visible_camera = False
        thing.visible_glossy = False
        return thing

    def bulb(self, name, position, colour, watts, radius=0.04):
        if self.unlit:
            return None
        thing = self._light("POINT", name, position, colour, watts)
        thing.data.shadow_soft_size = radius
        return thing

    def area(self, name, position, target, size, colour, watts):
        thing = self._light("AREA", name, position, colour, watts)
        thing.data.shape, thing.data.size, thing.data.size_y = "RECTANGLE", size[0], size[1]
        self._aim(thing, position, target)
        return thing

    def sun(self, name, direction, colour, strength):
        thing = self._light("SUN", name, (0, 0, 0), colour, strength)
        thing.data.angle = radians(1.5)
        self._aim(thing, (0, 0, 0), direction)
        return thing

    def _aim(self, thing, position, target):
        full = self.base @ self.matrix
        start, end = full @ Vector(position), full @ Vector(target)
        thing.matrix_world = Matrix.Translation(start) @ (end - start).to_track_quat("-Z", "Y").to_matrix().to_4x4()

    def camera(self, name, position, target, focal_millimetres, roll=0.0):
        """A phone's camera: 36 mm wide picture, held level but for `roll` degrees."""
        data = bpy.data.cameras.new(name)
        data.lens, data.sensor_width, data.clip_start = focal_millimetres, 36.0, 0.03
        thing = self._add(data, name)
        self._aim(thing, position, target)
        thing.matrix_world = thing.matrix_world @ Matrix.Rotation(radians(roll), 4, "Z")
        return thing
