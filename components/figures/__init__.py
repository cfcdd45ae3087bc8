"""Pure functions from arrays to figures and pictures."""
