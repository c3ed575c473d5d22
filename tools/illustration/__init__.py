"""Draw the demonstration pictures: gouache-like still lifes, each from a seed made of its own path."""
