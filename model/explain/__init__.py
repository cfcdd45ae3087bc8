"""Why a position or a score is what it is."""
