"""What the figures share: samples, grids, sliders, colours, stills. Learners and the sandbox have it."""
