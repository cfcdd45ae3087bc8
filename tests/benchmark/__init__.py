"""The benchmark: DESIGN's speed table, measured in a real browser against a server process (``make bench``)."""
