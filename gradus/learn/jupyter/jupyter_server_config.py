"""For a learner's JupyterLab: kernels with TensorFlow ready, a last word in the terminal it was started from, and a
terminal among their notebooks, which keeps the PATH that `gradus` is on.

Where the server has no terminal of its own (a hub, a container, a desktop's menu) Jupyter would start a login shell,
whose /etc/profile sets the PATH anew.
"""

import os

from gradus.learn import ready

c = get_config()  # type: ignore[name-defined]  # noqa: F821  (Jupyter provides it)
c.KernelProvisionerFactory.default_provisioner_name = "gradus-warm"  # gradus.learn.warm_kernels, by its entry point
c.ServerApp.jpserver_extensions = {ready.__name__: True}
c.TerminalsExtensionApp.terminal_manager_class = "gradus.learn.terminals.Terminals"

if os.name != "nt":
    c.ServerApp.terminado_settings = {"shell_command": [os.environ.get("SHELL") or "sh"]}
