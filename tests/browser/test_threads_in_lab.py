"""A slider that a thread of the kernel and the page move at once, in a real JupyterLab: no picture is a wrong one.

A picture is wrong if it is not the one that belongs to the sentence that is sent with it.
"""

import re

import pytest
from lab_page import BOTH_WAYS

pytestmark = [pytest.mark.slow, BOTH_WAYS]
NOTEBOOK = "07_the_learning_rate.ipynb"
PANEL = """\
import hashlib, random, threading, time
crowded = sliders.learning_rate()
for _ in crowded.work(): pass
expected, right, beside, mover = {}, [], [], None
for index in range(len(crowded.rate.options)):
    crowded.rate.index = index
    expected[crowded.view.sentence] = crowded.view.png
send = crowded.view.send_state
def watched(key=None):
    right.append(expected.get(crowded.view.sentence) == crowded.view.png)
    if mover and mover.is_alive() and threading.current_thread() is not mover:
        beside.append(crowded.rate.index)
    send(key)
crowded.view.send_state = watched
crowded"""
THREAD = """\
from pathlib import Path
def move():
    places, moves = random.Random(1), 0
    while moves < 200 or len(beside) < 3 and not Path("no more keys").exists():
        crowded.rate.index = (crowded.rate.index + places.randrange(1, 13)) % 13
        moves += 1
        time.sleep(0.01)  # or the page's moves would hardly get the lock
    Path("moved").touch()
mover = threading.Thread(target=move)
mover.start()"""
RESULT = """\
mover.join()
print(f"{len(right)} redraws, {len(beside)} by the page meanwhile, {right.count(False)} wrong")
print("the last is", hashlib.sha256(crowded.view.png).hexdigest())"""
SHOWN = """async ([image, last]) => {
    const bytes = await (await fetch(image.src)).arrayBuffer();
    const hash = await crypto.subtle.digest("SHA-256", bytes);
    return [...new Uint8Array(hash)].map(byte => byte.toString(16).padStart(2, "0")).join("") === last;
}"""


@pytest.fixture
def notebook(open_notebook):
    notebook = open_notebook(NOTEBOOK)
    notebook.set_up()
    return notebook


def test_200_redraws_from_a_thread_and_moves_from_the_page_show_no_wrong_picture(notebook):
    notebook.click_cell("sliders.learning_rate()")
    notebook.start_new_cell(PANEL)
    panel = notebook.panel("Learning rate")
    panel.slider("Learning rate").focus()
    panel.page.keyboard.press("Home")  # the first move makes the subshell
    panel.wait_for_sentence("rate 0.01, ")
    notebook.click_cell("sliders.learning_rate()")
    notebook.start_new_cell(THREAD)
    panel.slider("Learning rate").focus()
    for key in ["ArrowRight", "ArrowLeft"] * 1000:
        panel.page.keyboard.press(key, delay=20)
        if (notebook.folder / "moved").exists():
            break
    (notebook.folder / "no more keys").touch()
    notebook.click_cell("sliders.learning_rate()")
    notebook.start_new_cell(RESULT)
    said = notebook.page.get_by_text(re.compile(r"\d+ redraws, .*\nthe last is \w+"))
    said.wait_for()
    redraws, by_the_page, wrong, last = re.search(
        r"(\d+) .* (\d+) by .* (\d+) wrong\s+.* (\w+)", said.inner_text()
    ).groups()
    assert int(redraws) > 200
    assert int(by_the_page) >= 3
    assert int(wrong) == 0
    panel.page.wait_for_function(SHOWN, arg=[panel.image.element_handle(), last])
    assert not notebook.errors
