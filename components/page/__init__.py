"""The page around the panels, and what all of them are built from."""
