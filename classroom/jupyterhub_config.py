"""JupyterHub for a class: limits, one thread a kernel, and a copy of the notebooks of its own for every student.

`docs/teachers.md` says how the machine is prepared. Left to you, under "yours": who may log in, and how servers are
started. Everything else holds for any class with these notebooks.
"""

import os
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent  # the hub and the students' servers share one environment
FOLDER = "backprop"  # a student's own copy, in the student's home

c = get_config()  # noqa: F821

# Yours. "pam" takes the accounts of this machine; a university has an OAuth class. The simple spawner cannot keep the
# limits on memory: take systemdspawner on one machine, as The Littlest JupyterHub does.
c.JupyterHub.authenticator_class = "pam"
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"

# A panel needs anywidget and ipywidgets in the server's environment as well as in the kernel's, or a page shows
# "Click to show javascript error" in its place. Here both are the environment of the hub.
update = f'"{BIN}/python" "{PROJECT}/lab.py" copy "$HOME/{FOLDER}"'
c.Spawner.cmd = ["sh", "-c", f'{update}; exec "{BIN}/jupyterhub-singleuser" "$@"', "sh"]
c.Spawner.default_url = f"/lab/tree/{FOLDER}/00_why_one_line_fails.ipynb"
c.Spawner.environment = {
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
    **dict.fromkeys(("MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_"), "131072"),  # glibc: give memory back
    "JUPYTER_CONFIG_PATH": str(PROJECT / "lab" / "jupyter"),  # the server sends every message at once
    "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
}
c.Spawner.mem_guarantee, c.Spawner.mem_limit = "512M", "1G"
c.Spawner.start_timeout = c.Spawner.http_timeout = 180  # seconds: a whole class starts at once
c.JupyterHub.concurrent_spawn_limit = 4  # the others are asked to wait, and try again by themselves
c.JupyterHub.active_server_limit = 40
