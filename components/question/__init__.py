"""What a visitor asks, read from what the browser sends."""
