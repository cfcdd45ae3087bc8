"""What the page says about positions, tried on images that no map contains, and what it warns of."""
