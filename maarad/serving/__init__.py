"""The portal on this machine, built again on every change."""
