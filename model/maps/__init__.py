"""The maps: their coordinates, where new digits land on them, and how well they keep neighbours."""
