"""Blender materials from colours and pictures, kept simple so that a frame renders in seconds."""
import bpy
import numpy as np

import textures


def linear(hex_colour):
    c = textures.rgb(hex_colour)
    return tuple(np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)) + (1.0,)


def load(name, pixels):
    """An RGB byte array (top row first) as a Blender image."""
    height, width = pixels.shape[:2]
    image = bpy.data.images.new(name, width, height)
    rgba = np.ones((height, width, 4), np.float32)
    rgba[..., :3] = pixels[::-1].astype(np.float32) / 255
    image.pixels.foreach_set(rgba.ravel())
    image.update()
    return image


class Materials:
    """Makes each material of a room once."""

    def __init__(self):
        self._made = {}

    def _start(self, key):
        material = bpy.data.materials.new(key)
        material.use_nodes = True
        material.node_tree.nodes.clear()
        material.cycles.sample_as_light = False
        self._made[key] = material
        nodes = material.node_tree.nodes
        return material, nodes, material.node_tree.links, nodes.new("ShaderNodeOutputMaterial")

    def _picture(self, nodes, links, pixels, key, metres, turned):
        picture = nodes.new("ShaderNodeTexImage")
        picture.image = load(key, pixels)
        if metres:
            place, mapping = nodes.new("ShaderNodeUVMap"), nodes.new("ShaderNodeMapping")
            mapping.inputs["Scale"].default_value = (1 / metres, 1 / metres, 1)
            mapping.inputs["Rotation"].default_value = (0, 0, np.pi / 2 if turned else 0)
            links.new(place.outputs[0], mapping.inputs[0])
            links.new(mapping.outputs[0], picture.inputs[0])
        return picture

    def solid(self, colour=None, pixels=None, metres=None, gloss=0.0, roughness=0.35, bump=0.0, turned=False, key=None):
        """Diffuse, with a share `gloss` of reflection that grows at grazing angles; `pixels` repeats every `metres`."""
        key = key or f"solid {colour} {gloss} {roughness}"
        if key in self._made:
            return self._made[key]
        material, nodes, links, out = self._start(key)
        diffuse = nodes.new("ShaderNodeBsdfDiffuse")
        if pixels is None:
            diffuse.inputs[0].default_value = linear(colour)
        else:
            picture = self._picture(nodes, links, pixels, key, metres, turned)
            links.new(picture.outputs[0], diffuse.inputs[0])
            if bump:
                node = nodes.new("ShaderNodeBump")
                node.inputs["Strength"].default_value = bump
                node.inputs["Distance"].default_value = 0.01
                links.new(picture.outputs[0], node.inputs["Height"])
                links.new(node.outputs[0], diffuse.inputs["Normal"])
        if gloss:
            glossy, blend, facing, scale = (nodes.new(n) for n in ("ShaderNodeBsdfGlossy", "ShaderNodeMixShader", "ShaderNodeLayerWeight", "ShaderNodeMath"))
            glossy.inputs["Roughness"].default_value = roughness
            facing.inputs[0].default_value = 0.3
            scale.operation, scale.inputs[1].default_value, scale.inputs[2].default_value = "MULTIPLY_ADD", gloss, gloss * 0.3
            links.new(facing.outputs["Fresnel"], scale.inputs[0])
            links.new(scale.outputs[0], blend.inputs[0])
            links.new(diffuse.outputs[0], blend.inputs[1])
            links.new(glossy.outputs[0], blend.inputs[2])
            links.new(blend.outputs[0], out.inputs[0])
        else:
            links.new(diffuse.outputs[0], out.inputs[0])
        return material

    def metal(self, colour, roughness=0.3):
        key = f"metal {colour} {roughness}"
        if key in self._made:
            return self._made[key]
        material, nodes, links, out = self._start(key)
        glossy, diffuse, blend = (nodes.new(n) for n in ("ShaderNodeBsdfGlossy", "ShaderNodeBsdfDiffuse", "ShaderNodeMixShader"))
        glossy.inputs[0].default_value = linear(colour)
        glossy.inputs["Roughness"].default_value = roughness
        diffuse.inputs[0].default_value = linear(colour)
        blend.inputs[0].default_value = 0.6
        links.new(diffuse.outputs[0], blend.inputs[1])
        links.new(glossy.outputs[0], blend.inputs[2])
        links.new(blend.outputs[0], out.inputs[0])
        return material

    def mirror(self):
        if "mirror" in self._made:
            return self._made["mirror"]
        material, nodes, links, out = self._start("mirror")
        glossy = nodes.new("ShaderNodeBsdfGlossy")
        glossy.inputs[0].default_value = (0.88, 0.9, 0.9, 1)
        glossy.inputs["Roughness"].default_value = 0.0
        links.new(glossy.outputs[0], out.inputs[0])
        return material

    def glow(self, key, strength, colour=None, pixels=None, body=0.5):
        """Shines by itself (lamp shades, the window view, a screen) over a diffuse body of grey `body`."""
        if key in self._made:
            return self._made[key]
        material, nodes, links, out = self._start(key)
        emission, diffuse, add = (nodes.new(n) for n in ("ShaderNodeEmission", "ShaderNodeBsdfDiffuse", "ShaderNodeAddShader"))
        emission.inputs[1].default_value = strength
        diffuse.inputs[0].default_value = (body, body * 0.96, body * 0.9, 1)
        if pixels is None:
            emission.inputs[0].default_value = linear(colour)
        else:
            links.new(self._picture(nodes, links, pixels, key, None, False).outputs[0], emission.inputs[0])
        links.new(emission.outputs[0], add.inputs[0])
        links.new(diffuse.outputs[0], add.inputs[1])
        links.new((add if body else emission).outputs[0], out.inputs[0])
        return material

    def sheer(self, colour, through=0.45):
        """Thin net cloth: part of the light goes straight through."""
        key = f"sheer {colour}"
        if key in self._made:
            return self._made[key]
        material, nodes, links, out = self._start(key)
        diffuse, clear, blend = (nodes.new(n) for n in ("ShaderNodeBsdfDiffuse", "ShaderNodeBsdfTransparent", "ShaderNodeMixShader"))
        diffuse.inputs[0].default_value = linear(colour)
        blend.inputs[0].default_value = through
        links.new(diffuse.outputs[0], blend.inputs[1])
        links.new(clear.outputs[0], blend.inputs[2])
        links.new(blend.outputs[0], out.inputs[0])
        return material
