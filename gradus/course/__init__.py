"""From manuscript to notebooks, and to the folder that a class is handed. For authors; the sandbox has none of it."""
