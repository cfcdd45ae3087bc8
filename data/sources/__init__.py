"""Anybody's images, read from folders, tables, arrays and data sets into one shape."""
