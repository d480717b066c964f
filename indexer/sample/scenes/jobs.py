"""Lists of the pictures to render: the gallery, new views for advertisements, queries."""
from collections import namedtuple

from hotels import HOTELS, ROOMS, STRANGERS, by_id
from style import room_style
from views import gallery_views

Picture = namedtuple("Picture", "file hotel_id room view take visit mode")


def gallery():
    """Four views of every room; the file's number is the view's."""
    return [Picture(f"{h.hotel_id}/{r}/{n}.jpg", h.hotel_id, r, view, 0, 0, "")
            for h in HOTELS for r in ROOMS for n, view in enumerate(gallery_views(room_style(h, r)), 1)]


# hotel, room, view, take, visit, light: rooms of the gallery taken again by somebody else for an advertisement
NEW_FOR_ADS = [
    ("h01", "r1", "window corner", 1, 1, "night"), ("h03", "r2", "door", 1, 1, "evening"), ("h06", "r1", "bedside", 1, 1, ""),
    ("h09", "r1", "door", 1, 1, "ceiling"), ("h12", "r2", "window corner", 1, 1, ""), ("h16", "r1", "from bed", 1, 1, ""),
    ("h17", "r2", "bedside", 1, 1, "dim"), ("h20", "r1", "window corner", 1, 1, "day lamps"), ("h22", "r1", "door", 1, 1, "night"),
    ("h24", "r1", "bedside", 1, 1, "night"),
    ("x01", "r1", "corner", 0, 0, ""), ("x01", "r1", "bed", 0, 0, ""), ("x02", "r1", "corner", 0, 0, ""), ("x02", "r1", "head", 0, 0, ""),
    ("x03", "r1", "bed", 0, 0, "night"),
]

QUERIES = [
    ("h01", "r2", "door", 2, 2, "night"), ("h04", "r1", "window corner", 2, 2, "evening"), ("h05", "r2", "bedside", 2, 2, "day lamps"),
    ("h07", "r1", "door", 2, 2, "day lamps"), ("h08", "r2", "window corner", 2, 2, "night"), ("h11", "r1", "bedside", 2, 2, "evening"),
    ("h13", "r2", "door", 2, 2, "ceiling"), ("h15", "r1", "window corner", 2, 2, "day"), ("h16", "r2", "door", 2, 2, "dim"),
    ("h19", "r2", "bedside", 2, 2, "night"), ("h23", "r1", "window corner", 2, 2, "evening"), ("x03", "r1", "door", 2, 2, "evening"),
]


def named(prefix, rows):
    return [Picture(f"{prefix}-{i:02d}.jpg", *row) for i, row in enumerate(rows, 1)]


def everything():
    """All of them, the first room of every hotel before the second, each room built as seldom as can be."""
    pictures = gallery() + named("new", NEW_FOR_ADS) + named("query", QUERIES)
    return sorted(pictures, key=lambda p: (p.room, p.hotel_id, p.visit))


JOBS = {"all": everything, "gallery": gallery, "ads": lambda: named("new", NEW_FOR_ADS), "queries": lambda: named("query", QUERIES)}
assert all(by_id(row[0]) for row in NEW_FOR_ADS + QUERIES) and len(STRANGERS) == 3
