"""From strokes and picture files to a digit as the network gets it."""
