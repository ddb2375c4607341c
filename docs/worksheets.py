"""The printable worksheets: each docs/worksheets/NAME.md is written as NAME.html, and as PDF for A4 and Letter.

python3 lab.py worksheets   writes all of them again; the PDFs need Chromium (or Chrome) on the PATH

A text is Markdown with three marks of its own: four or more underscores are a line to write on, of that length; [ ] is
a box to tick; and a block ```lines 3 leaves three lines free. Every page names its edition, a hash of its text.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import mistune

FOLDER = Path(__file__).parent / "worksheets"
PAPERS = {"a4": "A4", "letter": "letter"}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
BLANK = '<span class="blank" style="width:{:.1f}em"></span>'
PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title} · {edition}</title>
<style>
@page {{ margin: 11mm 13mm; }}
body {{ font: 9.6pt/1.35 "DejaVu Sans", Verdana, sans-serif; color: #000; margin: 0 auto; max-width: 184mm; }}
h1 {{ font-size: 15pt; margin: 0 0 1mm; }}
h2 {{ font-size: 10.8pt; margin: 2.4mm 0 0.8mm; }}
p {{ margin: 1mm 0; }}
table {{ border-collapse: collapse; width: 100%; margin: 1mm 0; }}
th, td {{ border: 0.3mm solid #555; padding: 0.8mm 1.4mm; height: 6.6mm; text-align: left; font-size: 8.8pt; }}
th {{ background: #EEE; font-weight: 600; height: auto; }}
code {{ font: 8.6pt "DejaVu Sans Mono", monospace; }}
.blank {{ border-bottom: 0.3mm solid #000; display: inline-block; height: 1em; }}
.line {{ border-bottom: 0.3mm solid #777; height: 6.6mm; }}
td:empty {{ min-width: 21mm; }}
.sketch {{ height: 24mm; width: 39mm; border-left: 0.4mm solid #000; border-bottom: 0.4mm solid #000; margin: 1mm; }}
footer {{ font-size: 7pt; color: #444; margin-top: 1.6mm; }}
@media print {{ th {{ -webkit-print-color-adjust: exact; print-color-adjust: exact; }} }}
</style>
</head>
<body>
{body}<footer>docs/worksheets, edition {edition}. Text under CC BY 4.0.</footer>
</body>
</html>
"""


class Renderer(mistune.HTMLRenderer):
    """Markdown as HTML, with the lines to write on."""

    def block_code(self, code, info=None):
        name, _, count = (info or "").partition(" ")
        if name != "lines":
            return super().block_code(code, info)
        return '<div class="line"></div>\n' * int(count)


def sources():
    """The texts of the worksheets, in order."""
    return sorted(FOLDER.glob("*.md"))


def page(source):
    """One worksheet as a whole page of HTML."""
    text = source.read_text(encoding="utf-8")
    body = mistune.create_markdown(renderer=Renderer(escape=False), plugins=["table"])(_marks(text))
    edition = hashlib.sha256((PAGE + text).encode()).hexdigest()[:8]
    return PAGE.format(title=re.search(r"# (.+)", text)[1], edition=edition, body=body)


def _marks(text):
    text = re.sub(r"_{4,}", lambda line: BLANK.format(0.42 * len(line[0])), text).replace("[ ]", "☐")
    return re.sub(r"\$([^$\n]+)\$", lambda formula: re.sub(r"_(\w)", r"<sub>\1</sub>", f"<i>{formula[1]}</i>"), text)


def pdf(html, paper, target):
    """Prints a page of HTML with Chromium to the file `target`; `paper` is a value of PAPERS."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        raise SystemExit(
            "The PDFs need Chromium or Chrome on the PATH. Any browser prints the HTML pages, which are written."
        )
    with tempfile.TemporaryDirectory() as folder:
        sized = Path(folder) / "page.html"
        sized.write_text(html.replace("@page {", f"@page {{ size: {paper};"), encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        options += ["--no-pdf-header-footer", f"--print-to-pdf={target}", sized.as_uri()]
        subprocess.run([program, *options], check=True, capture_output=True, timeout=120)


def pages_in(document):
    """How many pages a PDF of Chromium's has, from its bytes."""
    return len(re.findall(rb"/Type /Page\b(?!s)", document))


def main():
    for source in sources():
        source.with_suffix(".html").write_text(page(source), encoding="utf-8", newline="\n")
    for source in sources():
        for name, paper in PAPERS.items():
            pdf(page(source), paper, source.with_suffix(f".{name}.pdf"))
        print(f"{source.stem}: HTML, and PDF for {' and '.join(PAPERS.values())}")


if __name__ == "__main__":
    sys.exit(main())
