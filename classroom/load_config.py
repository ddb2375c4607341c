"""The hub of classroom/load.py: jupyterhub_config.py on loopback, where anybody may log in and one account runs all."""

import os
from pathlib import Path

c = get_config()  # noqa: F821
load_subconfig(str(Path(__file__).parent / "jupyterhub_config.py"))  # noqa: F821

base, port = Path(os.environ["LOAD_FOLDER"]), int(os.environ["LOAD_PORT"])
c.JupyterHub.bind_url, c.JupyterHub.hub_port = f"http://127.0.0.1:{port}", port + 1
c.JupyterHub.db_url = f"sqlite:///{base}/hub.sqlite"
c.JupyterHub.cookie_secret_file = str(base / "cookie_secret")
c.ConfigurableHTTPProxy.command = [os.environ["LOAD_PROXY"]]
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{port + 2}"
c.ConfigurableHTTPProxy.pid_file = str(base / "proxy.pid")
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(base / "homes" / "{username}")
c.Spawner.args = ["--allow-root"] * (os.geteuid() == 0)
c.JupyterHub.services = [{"name": "load", "api_token": os.environ["LOAD_TOKEN"]}]
scopes = ["admin:users", "admin:servers", "access:servers"]
c.JupyterHub.load_roles = [{"name": "load", "services": ["load"], "scopes": scopes}]
