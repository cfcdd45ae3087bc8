"""What the page is made of: ids, state, theme, figures and panels."""
