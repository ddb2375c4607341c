"""From a move of a slider to its picture on the screen, in a real JupyterLab and on a live page: run this file.

It needs Chromium and what the tests need (`python3 lab.py setup`). A move is an input event; it ends with the
first frame after the new picture has loaded. Milliseconds and seconds of wall time, so quiet machines only.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / folder) for folder in ("tests/support", "tests/browser", "web", "lab", "classroom")]

import build  # noqa: E402
import conftest  # noqa: E402
from lab_page import LabPage  # noqa: E402
from loopback import served  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

NOTEBOOK = "07_the_learning_rate"
MOVES = 200
LONG = 600_000  # milliseconds
TRAINED = "() => document.body.innerText.includes('Every position is trained')"
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


def main():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=conftest.CHROMIUM, args=conftest.FLAGS)
        in_jupyterlab(chromium)
        on_a_live_page(chromium)
        chromium.close()


def in_jupyterlab(chromium):
    with tempfile.TemporaryDirectory() as folder:
        root = conftest.copied_to(Path(folder))
        with conftest.serve(root, {"notification": conftest.QUIET}) as lab:
            page = chromium.new_page(viewport={"width": 1400, "height": 1000})
            notebook = LabPage(page, lab, f"{NOTEBOOK}.ipynb")
            notebook.run_all()
            page.wait_for_function(TRAINED, timeout=LONG)
            say("JupyterLab", page.evaluate(MOVE, MOVES), "60 ms")


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
    say("live page", page.evaluate(MOVE, MOVES), "none")


def say(where, times, goal):
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(f"{where}: slider to pixels, {MOVES} moves: median {p50:.0f} ms, 95 % within {p95:.0f} ms (goal: {goal})")


if __name__ == "__main__":
    main()
