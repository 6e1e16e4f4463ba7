"""JupyterLab's terminal in the folder that JupyterLab shows, wherever it was started."""

from typing import Any

from jupyter_server_terminals.terminalmanager import TerminalManager


class Terminals(TerminalManager):
    def new_terminal(self, **options: Any) -> Any:
        """A terminal in the folder that was asked for, or else in the one that the list of files begins with."""
        server: Any = self.parent
        return super().new_terminal(**{"cwd": server.root_dir, **options})
