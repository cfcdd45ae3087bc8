"""Serving the page to strangers: whom it answers, what every answer carries, what is refused, and how it stops."""
