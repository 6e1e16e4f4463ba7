# Right answers of who does not trust the eye and measures: that is welcome.

# %% answer="read_map"
def read_map():
    """Central differences at each place."""
    found = {}
    for name, (x, y) in places.items():
        east = (island((x + 1e-4, y)) - island((x - 1e-4, y))) / 2e-4
        north = (island((x, y + 1e-4)) - island((x, y - 1e-4))) / 2e-4
        found[name] = float(east), float(north)
    level = {name: north for name, (east, north) in found.items() if abs(east) < 0.1}
    return {
        "east": max(found, key=lambda name: found[name][0]),
        "north": min(found, key=lambda name: found[name][1]),
        "along": max(level, key=level.get),
    }


# %% answer="match_cuts"
def match_cuts():
    """The curve that comes closest to the differences of the heights."""
    answer = {}
    for cut, height in heights.items():
        steps = np.diff(height) / np.diff(walk)
        middles = {name: (curve[1:] + curve[:-1]) / 2 for name, curve in curves.items()}
        answer[cut] = min(middles, key=lambda name: np.linalg.norm(middles[name] - steps))
    return answer
