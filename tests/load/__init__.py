"""What happens to visitors when there are many of them, or when somebody means harm; ``make bench-load``."""
