"""Photos: what a file really is, and the pictures the site shows in its place."""
