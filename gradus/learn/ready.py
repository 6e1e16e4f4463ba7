"""The last word of `gradus learn` in the terminal it was typed in, below what JupyterLab itself says there."""

import sys
from typing import Any

DELAY = 2.0  # seconds after which JupyterLab has said what it says at its start


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    if sys.stdout.isatty():  # and else nobody reads it, as on a hub
        server.io_loop.call_later(DELAY, lambda: print(last_word(server.root_dir, server.public_url), flush=True))


def last_word(folder: str, address: str) -> str:
    return (
        f"\nGradus: all is well. Your copies are in {folder}. Leave this terminal open while you learn.\n"
        f"Closed the tab in your browser? Open {address}\n"
    )
