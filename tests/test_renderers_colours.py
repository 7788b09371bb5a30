"""Colours: told apart by colour-blind readers (simulated), and text readable on every ground."""

import itertools
import re

import numpy as np
import pytest

from provenance.renderers import heatmap, page, picture

# Machado, Oliveira & Fernandes 2009, "A physiologically-based model for simulation of color vision
# deficiency", severity 1.0, on linear RGB.
SIGHT = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


def linear(colour):
    parts = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(colour, sight):
    """CIE L*a*b*, as seen."""
    seen = np.clip(SIGHT[sight] @ linear(colour), 0, 1)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    scaled = to_xyz @ seen / np.array([0.9505, 1.0, 1.089])
    curve = np.where(scaled > 0.008856, np.cbrt(scaled), 7.787 * scaled + 16 / 116)
    return np.array([116 * curve[1] - 16, 500 * (curve[0] - curve[1]), 200 * (curve[1] - curve[2])])


def contrast(one, other):
    """WCAG 2 contrast ratio."""
    light = sorted(float(linear(colour) @ (0.2126, 0.7152, 0.0722)) for colour in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


def page_colours(scheme):
    style = (page._FOLDER / "style.css").read_text(encoding="utf-8")
    found = re.findall(r"--([a-z-]+): light-dark\((#\w{6}), (#\w{6})\)", style)
    return {name: (light, dark)[scheme == "dark"] for name, light, dark in found}


@pytest.mark.parametrize("sight", SIGHT)
def test_parts_of_a_picture_look_different_to_everyone(sight):
    used = (picture.BLUE, picture.ORANGE, picture.RUST)
    for one, other in itertools.combinations(used, 2):
        assert np.linalg.norm(lab(one, sight) - lab(other, sight)) > 20


@pytest.mark.parametrize("sight", SIGHT)
def test_more_is_always_darker_on_the_map(sight):
    lightness = [lab(colour, sight)[0] for colour in heatmap.RAMP]
    assert all(one - other > 5 for one, other in itertools.pairwise(lightness))


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_kinds_of_passages_look_different_to_everyone(sight, scheme):
    colours = page_colours(scheme)
    for one, other in itertools.combinations(("verbatim", "edited", "paraphrase"), 2):
        lines = np.linalg.norm(lab(colours[f"{one}-line"], sight) - lab(colours[f"{other}-line"], sight))
        grounds = np.linalg.norm(lab(colours[one], sight) - lab(colours[other], sight))
        assert max(lines, grounds) > 15, (one, other)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_readable_on_every_ground(scheme):
    colours = page_colours(scheme)
    for ground in ("paper", "card", "wash", "verbatim", "edited", "paraphrase"):
        assert contrast(colours["ink"], colours[ground]) >= 7, ground
    for ground in ("paper", "card", "wash"):
        for words in ("soft", "accent", "faded"):
            assert contrast(colours[words], colours[ground]) >= 4.5, (words, ground)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_under_passages_can_be_seen(scheme):
    colours = page_colours(scheme)
    for kind in ("verbatim", "edited", "paraphrase"):
        assert contrast(colours[f"{kind}-line"], colours["card"]) >= 3, kind
