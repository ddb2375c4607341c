"""The pictures in figures/ are those that its script draws, as it draws them."""

import importlib.util
import re

import matplotlib
import pytest
from refresh import ROOT

FOLDER = ROOT / "figures"
LOCKED = re.search(r"^matplotlib==(\S+)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)[1]


@pytest.fixture(scope="module")
def draw():
    spec = importlib.util.spec_from_file_location("draw", FOLDER / "draw.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_picture_is_drawn_by_the_script_and_every_other_file_is_read_by_it(draw):
    assert {path.stem for path in FOLDER.glob("*.svg")} == {picture.__name__ for picture in draw.PICTURES}
    code = (FOLDER / "draw.py").read_text(encoding="utf-8")
    assert all(path.name in code for path in FOLDER.glob("*.csv"))


@pytest.mark.skipif(matplotlib.__version__ != LOCKED, reason="another matplotlib than the lock's draws other bytes")
@pytest.mark.parametrize("name", ["backward_shapes", "xor_solved", "speed"])
def test_a_picture_is_as_the_script_draws_it(draw, name, tmp_path):
    (picture,) = (picture for picture in draw.PICTURES if picture.__name__ == name)
    with matplotlib.rc_context(draw.SETTINGS):
        picture().savefig(tmp_path / "new.svg", metadata={"Date": None})
    assert (tmp_path / "new.svg").read_bytes() == (FOLDER / f"{name}.svg").read_bytes(), "python3 lab.py figures"
