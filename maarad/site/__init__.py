"""The finished tree: its links, its manifest, and the swap that publishes it."""
