"""From a move of a slider to its picture on the screen, in a real JupyterLab and Chromium: run this file.

It needs Chromium and what the tests need (`python3 lab.py setup`). A move is an input event; it ends with the
first frame after the new picture has loaded. Milliseconds of wall time, so quiet machines only.
"""

import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests" / "support"), str(ROOT / "tests" / "browser")]

import conftest  # noqa: E402
from lab_page import LabPage  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

MOVES = 200
MOVE = """async moves => {
  const range = document.querySelector('.backprop-slider input');
  const image = document.querySelector('.backprop-view img');
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
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = conftest.copied_to(Path(folder))
        with conftest.serve(root, {"notification": conftest.QUIET}) as lab:
            chromium = playwright.chromium.launch(executable_path=conftest.CHROMIUM, args=conftest.FLAGS)
            page = chromium.new_page(viewport={"width": 1400, "height": 1000})
            notebook = LabPage(page, lab, "07_the_learning_rate.ipynb", conftest.TOKEN)
            notebook.run_all()
            notebook.panel("Learning rate").wait_for_progress("Every position is trained")
            times = page.evaluate(MOVE, MOVES)
            chromium.close()
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(f"slider to pixels, {MOVES} moves: median {p50:.0f} ms, 95 % within {p95:.0f} ms (goal: 100 ms)")


if __name__ == "__main__":
    main()
