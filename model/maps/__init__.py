"""The maps: their coordinates, where new images land on them, and how well they keep neighbours."""
