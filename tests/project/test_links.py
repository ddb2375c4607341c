"""The links are made from the repository's address, however git writes it, and those of a fork lead to the fork."""

import re
import subprocess
from urllib.parse import parse_qs, urlsplit

import links
import pytest
from links import Repository, parsed
from refresh import ROOT
from small_lab import UV, Index, Lab, serving

README = "# Title\n\n<!-- the links: written by lab.py links -->\nold\n<!-- end of the links -->\n\nEnd.\n"


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/some/thing",
        "https://github.com/some/thing/",
        "https://github.com/some/thing.git",
        "https://me:secret@github.com/some/thing.git",
        "http://GitHub.com/some/thing",
        "git@github.com:some/thing.git",
        "github.com:some/thing",
        "ssh://git@github.com/some/thing.git",
        "ssh://git@github.com:22/some/thing",
        "git://github.com/some/thing.git\n",
    ],
)
def test_every_way_to_write_an_address(address):
    assert parsed(address) == Repository("github.com", "some/thing")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "../upstream",
        "/srv/git/thing.git",
        "C:\\git\\thing",
        "C:/git/thing",
        "file:///srv/git/thing.git",
        "https://github.com/",
    ],
)
def test_what_is_not_on_the_web_is_no_address(address):
    assert parsed(address) is None


def test_links_to_github():
    there = Repository("github.com", "Some/thing")
    assert (
        there.binder("00_a.ipynb") == "https://mybinder.org/v2/gh/Some/thing/HEAD?urlpath=lab/tree/notebooks/00_a.ipynb"
    )
    colab = "https://colab.research.google.com/github/Some/thing/blob/handout/alone/00_a.ipynb"
    assert there.colab("00_a.ipynb") == colab
    assert there.pages() == "https://some.github.io/thing/"
    assert Repository("github.com", "some/some.github.io").pages() == "https://some.github.io/"
    assert there.file("x.whl") == "https://github.com/Some/thing/raw/handout/x.whl"
    assert there.view("docs/a.md") == "https://github.com/Some/thing/blob/HEAD/docs/a.md"


def test_links_to_gitlab():
    there = Repository("gitlab.com", "group/sub/thing")
    start = "https://mybinder.org/v2/gl/group%2Fsub%2Fthing/HEAD?"
    assert there.binder("00_a.ipynb") == start + "urlpath=lab/tree/notebooks/00_a.ipynb"
    assert there.colab("00_a.ipynb") is None
    assert there.pages() == "https://group.gitlab.io/sub/thing/"
    assert there.file("x.whl") == "https://gitlab.com/group/sub/thing/-/raw/handout/x.whl"
    assert there.view("a.md") == "https://gitlab.com/group/sub/thing/-/blob/HEAD/a.md"


def test_links_to_another_host():
    there = Repository("git.school.example", "class/thing")
    start = "https://mybinder.org/v2/git/https%3A%2F%2Fgit.school.example%2Fclass%2Fthing/HEAD?"
    assert there.binder("00_a.ipynb").startswith(start)
    assert (there.colab("00_a.ipynb"), there.pages()) == (None, None)


def test_a_link_by_which_nbgitpuller_brings_the_hand_out():
    link = Repository("github.com", "some/thing").pulled("https://hub.example/", "00_a.ipynb")
    assert link.startswith("https://hub.example/hub/user-redirect/git-pull?")
    asked = {name: value for name, (value,) in parse_qs(urlsplit(link).query).items()}
    assert asked == {
        "repo": "https://github.com/some/thing",
        "branch": "handout",
        "urlpath": "lab/tree/thing/00_a.ipynb",
    }


def test_there_is_a_row_for_every_notebook():
    table = links.table(Repository("github.com", "some/thing"))
    for name in links.notebooks():
        assert (ROOT / "notebooks" / name).exists()
        assert (
            f"| {name[:2]} | [open](https://mybinder.org/v2/gh/some/thing/HEAD?urlpath=lab/tree/notebooks/{name})"
            in table
        )
    assert table.count("colab") == len(links.notebooks())
    assert "colab" not in links.table(Repository("gitlab.com", "some/thing"))


def test_the_readme_has_what_lab_writes_there():
    """Whose copy this is, the README's own text says: a fork that has written its links passes too."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    part = readme.split(links.MARKS[0])[1].split(links.MARKS[1])[0]
    owner = re.search(r"mybinder\.org/v2/(gh|gl)/([^/]+(?:/[^/]+)?)/HEAD", part)
    there = owner and Repository({"gh": "github.com", "gl": "gitlab.com"}[owner[1]], owner[2].replace("%2F", "/"))
    assert links.with_links(readme, there) == readme


def test_the_edition_for_a_browser_is_linked_where_it_can_be_made(tmp_path, monkeypatch):
    monkeypatch.setattr(links, "ROOT", tmp_path)
    there = Repository("github.com", "some/thing")
    assert "github.io" not in links.table(there) + links.published(there)
    (tmp_path / "web").mkdir()
    assert links.table(there).startswith(
        "Nothing to install: [the edition for a browser](https://some.github.io/thing/)."
    )
    assert "lab.py site" in links.published(there)


# lab.py links, in a copy with remotes of its own.


@pytest.fixture
def lab(tmp_path):
    Index.open.set()
    with serving() as address:
        made = Lab(tmp_path / "a folder", address, uv=bool(UV))
        (made.folder / "README.md").write_text(README)
        (made.folder / "pyproject.toml").write_text("[project]\nname = 'x'\n")
        made.env["GIT_CEILING_DIRECTORIES"] = str(tmp_path)
        yield made


def cloned(lab, address):
    subprocess.run(["git", "init", "-q", str(lab.folder)], check=True)
    subprocess.run(["git", "-C", str(lab.folder), "remote", "add", "origin", address], check=True)


def written(lab, *words):
    code, said = lab.run("links", *words)
    assert code == 0, said
    return said, (lab.folder / "README.md").read_text()


def test_without_an_address_it_says_what_to_add(lab):
    code, said = lab.run("links")
    assert code == 1
    assert "no remote called origin" in said
    assert "add Repository there" in said
    cloned(lab, "../somewhere")
    assert lab.run("links")[0] == 1
    assert (lab.folder / "README.md").read_text() == README


def test_the_address_in_pyproject(lab):
    (lab.folder / "pyproject.toml").write_text("[project.urls]\nRepository = 'https://github.com/some/thing/'\n")
    said, readme = written(lab)
    assert "the address is that of pyproject.toml" in said
    assert "gh/some/thing/HEAD?urlpath=lab/tree/notebooks/00_first.ipynb" in readme
    assert "04_later.ipynb" in readme
    assert readme.startswith("# Title\n\n<!--")
    assert readme.endswith("<!-- end of the links -->\n\nEnd.\n")
    assert written(lab)[1] == readme


@pytest.mark.parametrize("address", ["https://me:secret@github.com/fork/thing.git", "git@github.com:fork/thing.git"])
def test_a_forks_links_lead_to_the_fork(lab, address):
    (lab.folder / "pyproject.toml").write_text("[project.urls]\nRepository = 'https://github.com/some/thing'\n")
    cloned(lab, address)
    said, readme = written(lab)
    assert "gh/fork/thing/HEAD" in readme
    assert "some/thing" not in readme
    assert "secret" not in said + readme


def test_an_address_that_is_given_comes_first_and_a_hub_gets_its_own_links(lab):
    cloned(lab, "git@github.com:fork/thing.git")
    said, readme = written(lab, "https://gitlab.com/school/thing", "--hub", "https://hub.example")
    assert "gl/school%2Fthing/HEAD" in readme
    assert "https://hub.example/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgitlab.com%2Fschool%2Fthing" in said
