"""Every figure function is drawn by a test of its notebook, where conftest.py holds it to the rules; and they bite."""

import ast
import inspect
from importlib import import_module
from pathlib import Path

import pytest
from picture_rules import breaches

from backprop.pictures import figures, plots

HERE = Path(__file__).parent
MODULES = sorted(path.stem for path in Path(figures.__file__).parent.glob("of_*.py"))


@pytest.mark.parametrize("name", MODULES)
def test_every_function_is_called_by_a_test(name):
    module = import_module(f"backprop.pictures.figures.{name}")
    functions = {
        each
        for each, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and each[0] != "_"
    }
    tree = ast.parse((HERE / f"test_figures_{name[-2:]}.py").read_text(encoding="utf-8"))
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert functions
    assert not functions - called


def small(ax):
    ax.text(0.5, 0.5, "small", fontsize=8)


def over(ax):
    ax.text(0.5, 0.5, "one")
    ax.text(0.51, 0.5, "other")


def cut(ax):
    ax.text(-3, 0.5, "far away").set_in_layout(False)


def covered(ax):
    ax.plot([0, 1], [0, 1], label="a line")
    ax.legend()


def wide(ax):
    ax.figure.set_figwidth(9)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (small, "'small' is 11.1 pixels high"),
        (over, "'one' lies over 'other'"),
        (cut, "'far away' is cut off"),
        (covered, "a legend lies over the axes 'title'"),
        (wide, "is 10.8 pixels high on a page of 700"),
    ],
)
def test_each_rule_bites(spoil, words):
    ax = plots.new_axes(7, 4)
    ax.set(xlabel="x", ylabel="y", title="title")
    assert not list(breaches(ax.figure))
    spoil(ax)
    assert any(words in sentence for sentence in breaches(ax.figure))
