"""Pages to HTML, inside the layout of their locale."""
