"""A notebook as a page that can be read at once: its text, its code, its stored outputs, its formulas."""

import html
import os
import re
from pathlib import Path
from urllib.parse import quote

import handed_out
from jinja2 import Environment, FileSystemLoader
from nbconvert.filters.markdown_mistune import markdown2html_mistune
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

HERE = Path(__file__).resolve().parent
TEMPLATES = Environment(loader=FileSystemLoader(HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True)
ASKS = re.compile(r"sliders\.(predict|recall)\(")


def files(live=True):
    """{path in the site: bytes} of every page and of what the pages show."""
    paths = handed_out.closure(handed_out.notebooks())
    lessons = [path for path in paths if path.suffix == ".ipynb" and path.parent == handed_out.FOLDER]
    found = {address(path): page(path, lessons, live) for path in paths if path.suffix in (".ipynb", ".md")}
    return found | {handed_out.place(path): path.read_bytes() for path in paths if path.suffix not in (".ipynb", ".md")}


def address(path):
    """Where the page of a notebook or of a text stands in the site."""
    return re.sub(r"\.(ipynb|md)$", ".html", handed_out.place(path))


def page(path, lessons, live):
    """The bytes of a page. `lessons`: the notebooks in order, which it links to as those before and after it."""
    up = "../" * handed_out.place(path).count("/")
    here = lessons.index(path) if path in lessons else None
    around = [] if here is None else [lessons[here - 1] if here else None, *lessons[here + 1 : here + 2]]
    if path.suffix == ".md":
        title, cells = heading(path.read_text(encoding="utf-8")), [text(path.read_text(encoding="utf-8"), path)]
    else:
        found = handed_out.notebook(path, with_outputs=True, moved=lambda line, _: line)
        title, cells = heading("".join(found["cells"][0]["source"])), list(shown(found["cells"], path))
    written = TEMPLATES.get_template("page.html").render(
        title=title,
        up=up,
        cells=cells,
        live=live and here is not None,
        name=path.stem,
        before=around[0].stem if around and around[0] else None,
        after=around[1].stem if len(around) > 1 else None,
        solution=f"solutions/{path.stem}.html" if here is not None else None,
    )
    return with_ids_once(written).encode()


def with_ids_once(page):
    """The page, where of several headings with the same words only the first can be linked to."""
    seen = set()

    def once(match):
        repeated = match[2] in seen
        seen.add(match[2])
        return match[1] if repeated else match[0]

    return re.sub(r'(<h\d)(?: id="([^"]*)")', once, page)


def heading(source):
    return re.search(r"(?m)^# (.+)$", source)[1]


def shown(cells, path):
    """Every cell as the template takes it. What a cell prints after a question stays folded: it may be the answer."""
    asked = False
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            asked = asked and not re.search(r"(?m)^#+ ", source)
            yield text(source, path)
            continue
        exercise = next((tag for tag in cell["metadata"].get("tags", []) if tag.startswith("exercise-")), None)
        asks = bool(ASKS.search(source))
        outputs = "".join(map(output, cell.get("outputs", [])))
        yield {
            "id": cell["id"],
            "source": source,
            "code": coloured(source),
            "exercise": exercise and exercise.removeprefix("exercise-").replace("-", "."),
            "outputs": outputs,
            "folded": asked and "sliders." not in source and bool(outputs),
        }
        asked = asks or (asked and not outputs)


def text(source, path):
    """A text cell: HTML, its links leading to the pages of this site."""
    written = markdown2html_mistune(handed_out.LINK.sub(lambda match: led(match, path), source))
    return {"text": re.sub(r"(<table>.*?</table>)", r'<div class="wide" tabindex="0">\1</div>', written, flags=re.S)}


def led(match, path):
    found = handed_out.target(path, match[2])
    if found is None:
        return match[0]
    way = Path(os.path.relpath(address(found), Path(address(path)).parent))
    return match[1] + quote(way.as_posix())


def coloured(source):
    return highlight(source, PythonLexer(), HtmlFormatter(nowrap=True))


def output(stored):
    """A stored output as HTML."""
    data = stored.get("data", {})
    if "text/html" in data:
        return f'<div class="shown">{"".join(data["text/html"])}</div>'
    words = "".join(stored.get("text", data.get("text/plain", "")))
    return f'<pre class="printed" tabindex="0">{html.escape(words)}</pre>'
