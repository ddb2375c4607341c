"""Every link that opens the notebooks elsewhere, made from the one address of the repository.

The address is the one that is given, else that of git's own remote, if this is a copy of a repository on the web, else
`Repository` under [project.urls] in pyproject.toml. So the links of a fork lead to the fork. It needs the standard
library only.
"""

import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import working_copy

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "notebooks"
MARKS = ("<!-- the links: written by lab.py links -->", "<!-- end of the links -->")
BRANCH = "handout"  # the branch that holds what `lab.py handout` writes
NONE = (
    "Links that open a notebook in Binder or Colab appear here once this copy has an address on the web: push it, or\n"
    "name the address as `Repository` under `[project.urls]` in `pyproject.toml`, and type `python3 lab.py links`."
)


@dataclass(frozen=True)
class Repository:
    """A repository on the web: its host, such as github.com, and its path there, such as somebody/project."""

    host: str
    path: str

    @property
    def page(self):
        return f"https://{self.host}/{self.path}"

    def binder(self, notebook):
        """Binder opens the committed notebook, after postBuild has cleared its outputs."""
        short = {"github.com": f"gh/{self.path}", "gitlab.com": f"gl/{quote(self.path, safe='')}"}
        place = short.get(self.host, f"git/{quote(self.page, safe='')}")
        return f"https://mybinder.org/v2/{place}/HEAD?urlpath=lab/tree/notebooks/{notebook}"

    def colab(self, notebook):
        """Colab opens the notebook that stands alone; None where Colab cannot: it reads GitHub only."""
        if self.host != "github.com":
            return None
        return f"https://colab.research.google.com/github/{self.path}/blob/{BRANCH}/alone/{notebook}"

    def pages(self):
        """The address at which the host publishes a site of this repository; None for a host without this service."""
        if self.host not in ("github.com", "gitlab.com"):
            return None
        owner, _, rest = self.path.partition("/")
        site = f"{owner.lower()}.{self.host.split('.')[0]}.io"
        return f"https://{site}/" if rest.lower() == site else f"https://{site}/{rest}/"

    def pulled(self, hub, notebook):
        """The link by which nbgitpuller brings the hand-out to a student on a hub and opens a notebook of it."""
        folder = self.path.split("/")[-1]
        asked = {"repo": self.page, "branch": BRANCH, "urlpath": f"lab/tree/{folder}/{notebook}"}
        return f"{hub.rstrip('/')}/hub/user-redirect/git-pull?{urlencode(asked)}"

    def file(self, path, branch=BRANCH):
        """The address from which a file on a branch is downloaded."""
        middle = {"github.com": "raw", "gitlab.com": "-/raw"}.get(self.host, "raw/branch")
        return f"{self.page}/{middle}/{branch}/{path}"

    def view(self, path):
        """The page that shows a file of the project."""
        middle = {"github.com": "blob/HEAD", "gitlab.com": "-/blob/HEAD"}.get(self.host, "src/branch/HEAD")
        return f"{self.page}/{middle}/{path}"


def parsed(address):
    """The Repository at an address as git writes it (https, ssh, git@host:path), or None if it is not on the web."""
    found = re.fullmatch(r"(?:https?|ssh|git)://(?:[^@/]+@)?([^:/@]+)(?::\d+)?/(.+)", address.strip())
    found = found or re.fullmatch(r"(?:[^@/:]+@)?([\w-]+(?:\.[\w-]+)+):(?!/)(.+)", address.strip())
    if not found or "." not in found[1]:
        return None
    path = found[2].strip("/").removesuffix(".git")
    return Repository(found[1].lower(), path) if "/" in path else None


def repository(given=None):
    """(Repository, where its address comes from), or (None, why there is none)."""
    if given:
        return parsed(given), f"{given}, as given"
    for address, source in ((remote(), "git's remote origin"), (named(), "pyproject.toml")):
        if address and parsed(address):
            return parsed(address), source
    return None, "git has no remote called origin on the web, and pyproject.toml has no Repository under [project.urls]"


def remote():
    """The address of git's remote origin; None where there is no git or no such remote."""
    try:
        asked = ["git", "-C", str(ROOT), "config", "--get", "remote.origin.url"]
        return subprocess.run(asked, capture_output=True, text=True).stdout.strip() or None
    except OSError:
        return None


def named():
    """The address in pyproject.toml, if there is one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project.get("urls", {}).get("Repository")


def notebooks():
    return sorted(path.name for path in FOLDER.glob("[0-9]*.ipynb"))


def table(there):
    """The README's text between the marks: a row for each notebook, or how to get one where there is no address."""
    if there is None:
        return NONE
    rows = ["| notebook | on Binder | on Colab |", "|---|---|---|"]
    for name in notebooks():
        colab = there.colab(name)
        rows.append(f"| {name[:2]} | [open]({there.binder(name)}) | {f'[open]({colab})' if colab else ''} |")
    site = edition(there)
    return (f"Nothing to install: [the edition for a browser]({site}).\n\n" if site else "") + "\n".join(rows)


def edition(there):
    """Where the edition for a browser is published; None for a copy without it, or a host that publishes no sites."""
    return there.pages() if (ROOT / "web").is_dir() else None


def with_links(readme, there):
    """The README's text with the links of a Repository, or of none, between its marks."""
    before, rest = readme.split(MARKS[0])
    return f"{before}{MARKS[0]}\n{table(there)}\n{MARKS[1]}{rest.split(MARKS[1])[1]}"


def main(arguments):
    """Writes the links into the README. `--hub ADDRESS` prints the links for the students of a hub."""
    hub = arguments[arguments.index("--hub") + 1 :][:1] if "--hub" in arguments else []
    given = [argument for argument in arguments if not argument.startswith("--") and argument not in hub]
    there, source = repository(*given[:1])
    if there is None:
        print(f"This copy has no address on the web: {source}.\nPush it, or add Repository there, and try again.")
        return 1
    readme = ROOT / "README.md"
    working_copy.write(readme, with_links(readme.read_text(encoding="utf-8"), there).encode())
    print(f"README.md now has the links to {there.page} (the address is that of {source}).")
    print("\n".join(there.pulled(hub[0], name) for name in notebooks()) if hub else published(there))
    return 0


def published(there):
    """What has to be on the web before every link works."""
    site = f"\n  python3 lab.py site FOLDER     at {edition(there)}" if edition(there) else ""
    return (
        f"Binder's links work once this commit is there. For the others, publish:{site}\n"
        f"  python3 lab.py handout FOLDER\n"
        f"  python3 lab.py handout FOLDER/alone --alone     both, committed as the branch {BRANCH}\n"
        "For the students of a hub with nbgitpuller: python3 lab.py links --hub https://the.address.of.your.hub"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
