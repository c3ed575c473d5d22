"""What each page tells the search, and the index Pagefind makes of it."""
