"""What a person waits for at every panel in a real JupyterLab, and what is left behind; notebook 07 on a live page.

The first row draws nothing: it is what JupyterLab and the browser take of every move.
It needs Chromium and what the tests need (`python3 lab.py setup`). A move is an input event, and ends with the first
frame after the new picture has loaded. Milliseconds of wall time and MB of the kernel, so quiet machines only.
--before COMMIT   measures the same panels as that commit has them too, and adds the ratios
--only NAME ...   these panels
--moves N (1000)  --runs N (50)   of each panel, and of its cell
--no-live         no live page
"""

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / folder) for folder in ("tests/support", "tests/browser", "web", "lab", "classroom")]

import all_panels  # noqa: E402
import build  # noqa: E402
import conftest  # noqa: E402
from lab_page import LabPage  # noqa: E402
from loopback import served  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

WARM = 50  # moves before the memory is first read
LONG = 600_000  # milliseconds
NOTEBOOK = "07_the_learning_rate"
TRAINED = "() => document.body.innerText.includes('Every position is trained')"
FLOOR = """
import itertools
import ipywidgets
from backprop.sliders.parts.controls import Slider, View
if "stored" not in globals():
    panel = sliders.learning_rate()
    stored = [panel.canvas.encode()]
    panel.epoch.index = 1
    stored.append(panel.canvas.encode())
    panel.close()
pictures = itertools.cycle(stored)
slider, view = Slider("Picture", range(12), 0), View(png=next(pictures), width=700)
slider.observe(lambda change: setattr(view, "png", next(pictures)), "index")
ipywidgets.VBox([slider, view])
"""  # a slider that shows two stored pictures of 07 in turn
CELLS = {"stored pictures": FLOOR.strip(), **all_panels.PANELS}
COLUMNS = {  # what: (goal, digits)
    "first picture, ms": ("1,000", 0),
    "move: median, ms": ("", 0),
    "95 % within, ms": ("60 in 07, 100", 0),
    "MB, moves": ("5", 1),
    "MB, runs of its cell": ("0", 1),
    "comms left by them": ("0", 0),
}

# In the page: the picture of a cell, its first control that changes it, and the ways to move that; `null` is no answer.
PAGE = """
const cells = () => [...document.querySelectorAll('.jp-Notebook .jp-CodeCell')];
const frame = () => new Promise(requestAnimationFrame);
const sleep = ms => new Promise(done => setTimeout(done, ms));
const picture = at => [...cells()[at].querySelectorAll('.jp-OutputArea img')].find(each => each.naturalWidth > 200);
window.run = async at => {
  const begun = performance.now();
  const old = picture(at);
  let ended = false;
  window.jupyterapp.commands.execute('notebook:run-cell').then(() => { ended = true; });
  while (!(picture(at) && picture(at) !== old && picture(at).complete && ended)) {
    if (cells()[at].querySelector("[data-mime-type='application/vnd.jupyter.error']")) return null;
    await frame();
  }
  return performance.now() - begun;
};
window.source = at => picture(at).src + cells()[at].querySelector('.jp-OutputArea').innerText;
const turn = {
  handle: (control, i) => {
    const key = i % 24 < 12 ? 'ArrowRight' : 'ArrowLeft';
    control.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
  },
  range: (control, i) => {
    const low = Number(control.min), others = Number(control.max) - low;
    control.value = low + (Number(control.value) - low + 1 + i % Math.min(others, 11)) % (others + 1);
    control.dispatchEvent(new Event('input'));
  },
  menu: (control) => {
    control.selectedIndex = (control.selectedIndex + 1) % control.options.length;
    control.dispatchEvent(new Event('change', {bubbles: true}));
  },
  tick: control => control.click(),
};
const kinds = [
  ['handle', '.noUi-handle'], ['range', 'input[type=range]'], ['menu', 'select'], ['tick', 'input[type=checkbox]'],
];
window.move = async ([at, wanted, count]) => {
  const output = cells()[at].querySelector('.jp-OutputArea');
  let [kind, where] = kinds.find(([kind, where]) => output.querySelector(where));
  if (wanted) [kind, where] = kinds.find(([kind]) => kind === wanted);
  const control = output.querySelector(where), times = [];
  for (let i = 0; i < count; i++) {
    const image = picture(at), begun = performance.now();
    const loaded = new Promise(done => image.addEventListener('load', () => done(true), {once: true}));
    turn[kind](control, i);
    if (await Promise.race([loaded, sleep(3000)])) {
      await frame();
      times.push(performance.now() - begun);
    }
    await sleep(20);
  }
  return times;
};
window.comms = async () => {
  const kernel = window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel;
  return Object.keys((await kernel.requestCommInfo({target_name: 'jupyter.widget'})).content.comms).length;
};
"""
MOVES = 200  # on the live page
MOVE = """async moves => {
  const named = (root, name) => [...root.querySelectorAll('label')].find((each) => each.textContent === name);
  const panel = [...document.querySelectorAll('.backprop-panel')].find((each) => named(each, 'Hidden size'));
  const range = document.getElementById(named(panel, 'Learning rate').htmlFor);
  const image = panel.querySelector('.backprop-view img');
  const times = [];
  for (let i = 0; i < moves; i++) {
    const begun = performance.now();
    const loaded = new Promise(done => image.addEventListener('load', done, {once: true}));
    range.value = (Number(range.value) + 1 + i % 11) % 13;
    range.dispatchEvent(new Event('input'));
    await loaded;
    await new Promise(requestAnimationFrame);
    times.push(performance.now() - begun);
    await new Promise(done => setTimeout(done, 20));
  }
  return times;
}"""
WANTED = {"batch": "tick", "bug_museum": "menu", "stepper": "menu"}  # the others by their first slider


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--before", metavar="COMMIT")
    options.add_argument("--only", nargs="+", default=list(CELLS), metavar="NAME")
    options.add_argument("--moves", type=int, default=1000)
    options.add_argument("--runs", type=int, default=50)
    options.add_argument("--no-live", action="store_true")
    chosen = options.parse_args()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=conftest.CHROMIUM, args=conftest.FLAGS)
        now = in_jupyterlab(chromium, ROOT / "src", chosen)
        say("in JupyterLab", now)
        if chosen.before:
            with checked_out(chosen.before) as tree:
                before = in_jupyterlab(chromium, tree / "src", chosen)
            say(f"in JupyterLab, as {chosen.before} has them", before)
            say_ratios(now, before)
        if not chosen.no_live:
            on_a_live_page(chromium)
        chromium.close()


@contextlib.contextmanager
def checked_out(commit):
    """A folder that holds the project at a commit."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(
            ["git", "-C", ROOT, "worktree", "add", "--detach", tree, commit], check=True, capture_output=True
        )
        try:
            yield tree
        finally:
            subprocess.run(["git", "-C", ROOT, "worktree", "remove", "--force", tree], check=True)


def in_jupyterlab(chromium, source, chosen):
    """{panel: {what: number}}, with the package that lies in `source`."""
    with tempfile.TemporaryDirectory() as folder:
        root = all_panels.written(Path(folder), CELLS, all_panels.SET_UP)
        path = root / "notebooks" / all_panels.NAME
        if not (source / "backprop" / "experiments").is_dir():  # an early commit: the class lay elsewhere
            path.write_text(path.read_text().replace("backprop.experiments", "backprop.experiment"))
        os.environ["PYTHONPATH"] = str(source)
        with conftest.serve(root, {"notification": conftest.QUIET}, config=source.parent / "lab" / "jupyter") as lab:
            page = chromium.new_page(viewport={"width": 1400, "height": 1600})
            notebook = LabPage(page, lab, all_panels.NAME)
            notebook.set_up()
            page.evaluate(PAGE)
            found = {name: measured(page, name, chosen) for name in chosen.only}
            page.close()
    return {name: each for name, each in found.items() if each}


def measured(page, name, chosen):
    """{what: number} of one panel; None where this source has none of that name."""
    at = list(CELLS).index(name) + 1  # below the set-up
    page.locator(".jp-CodeCell").nth(at).locator(".cm-content").click()
    first = page.evaluate("at => run(at)", at)
    if first is None:
        return None
    rest(page, at)
    control = WANTED.get(name)
    page.evaluate("words => move(words)", [at, control, WARM])
    memory = resident()
    times = page.evaluate("words => move(words)", [at, control, chosen.moves])
    moved = resident() - memory
    rerun(page, at, 10)
    memory, comms = resident(), page.evaluate("comms()")
    rerun(page, at, chosen.runs)
    rest(page, at)
    found = first, statistics.median(times), statistics.quantiles(times, n=20)[-1], moved
    found = dict(zip(COLUMNS, (*found, resident() - memory, page.evaluate("comms()") - comms), strict=True))
    print(
        f"{name}: {len(times)} moves", *(f"{what} {value:.1f}" for what, value in found.items()), sep=", ", flush=True
    )
    return found


def rerun(page, at, times):
    for _ in range(times):
        page.evaluate("at => run(at)", at)


def rest(page, at):
    """Wait until the picture and the words of a panel have stood still for two seconds, its own training over."""
    last, since = None, time.monotonic()
    while time.monotonic() < since + 2:
        now = page.evaluate("at => source(at)", at)
        if now != last:
            last, since = now, time.monotonic()
        page.wait_for_timeout(200)


def resident():
    """The memory of the kernel, MB."""
    kernels = [each for each in psutil.Process().children(recursive=True) if "ipykernel_launcher" in each.cmdline()]
    return sum(each.memory_info().rss for each in kernels) / 1e6


def say(where, found):
    print(f"\n| {where} | " + " | ".join(COLUMNS) + " |")
    print("|---" * (len(COLUMNS) + 1) + "|")
    print("| goal | " + " | ".join(goal for goal, _ in COLUMNS.values()) + " |")
    for name, each in found.items():
        cells = (f"{each[what]:.{digits}f}" for what, (_, digits) in COLUMNS.items())
        print(f"| {name} | " + " | ".join(cells) + " |")


def say_ratios(now, before):
    """Before, in times of now: above 1 is better now."""
    for what in list(COLUMNS)[:3]:
        ratios = {name: before[name][what] / now[name][what] for name in now if name in before}
        print(f"\n{what}, before, in times of now: ", end="")
        print(", ".join(f"{name} {ratio:.2g}" for name, ratio in ratios.items()))


def on_a_live_page(chromium):
    with tempfile.TemporaryDirectory() as folder:
        build.write(Path(folder) / "site")
        with served(Path(folder) / "site") as address:
            live(chromium, address)


def live(chromium, address):
    page = chromium.new_page(viewport={"width": 1000, "height": 1000})
    sizes = []
    page.on("response", lambda answer: sizes.append(int(answer.headers.get("content-length", 0))))
    page.goto(f"{address}/{NOTEBOOK}.html")
    read = sum(sizes)
    begun = time.perf_counter()
    page.get_by_role("button", name="Make this page live").click()
    page.wait_for_selector(".backprop-view img", timeout=LONG)
    picture = time.perf_counter() - begun
    page.wait_for_function("() => window.backpropLive.isReady()", timeout=LONG)
    whole = time.perf_counter() - begun
    print(f"live page: to read it {read / 1e6:.1f} MB; live {(sum(sizes) - read) / 1e6:.0f} MB more, once;", end=" ")
    print(f"first panel after {picture:.0f} s, every cell after {whole:.0f} s")
    page.wait_for_function(TRAINED, timeout=LONG)
    times = page.evaluate(MOVE, MOVES)
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(f"live page: slider to pixels, {MOVES} moves: median {p50:.0f} ms, 95 % within {p95:.0f} ms")


if __name__ == "__main__":
    main()
