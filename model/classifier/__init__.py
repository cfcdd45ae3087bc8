"""The network at work, without torch."""
