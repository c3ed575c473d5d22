"""Data packages on disk: descriptors, CSV files, and releases that never change."""
