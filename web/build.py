"""Writes the edition for a browser: pages that can be read at once and made live, and a start page to play with.

`python3 lab.py site FOLDER` writes it with all that it needs: `python3 -m http.server` in the folder serves it, also
without a network. With `--cdn` Python's packages stay on Pyodide's CDN, so that less has to be published.
"""

import argparse
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT / "lab"), str(ROOT / "classroom")]

import fetched  # noqa: E402
import lite  # noqa: E402
import pages  # noqa: E402
import python_folder  # noqa: E402
import start_page  # noqa: E402

MARK = ".backprop-site"


def main(arguments):
    parser = argparse.ArgumentParser(prog="lab.py site", description="Writes the edition for a browser.")
    parser.add_argument("folder", help="is made; one that an earlier site was written to is replaced")
    parser.add_argument("--cdn", action="store_true", help="leave Python's packages on Pyodide's CDN")
    asked = parser.parse_args(arguments)
    folder = Path(asked.folder).resolve()
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        sys.exit(f"{folder} is not empty and holds no site: name a new folder.")
    try:
        write(folder, asked.cdn)
    except FileNotFoundError as error:
        sys.exit(str(error))
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{folder} holds the site, {size / 1e6:.0f} MB. To look at it: python3 -m http.server --directory {folder}")


def write(folder, cdn=False):
    """Write the site into `folder`; what an earlier one left there goes."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "python").mkdir(parents=True)
    (folder / MARK).touch()
    (folder / ".nojekyll").touch()  # GitHub's pages would else leave files out
    python_folder.write(folder / "python", cdn)
    shutil.copytree(HERE / "live", folder / "live")
    (folder / "live" / "mathjax.js").write_bytes(fetched.pinned("tex-svg.js"))
    lite.write(folder / "lite")
    for name, content in (pages.files() | start_page.files()).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main(sys.argv[1:])
