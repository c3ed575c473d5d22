"""What people write, read strictly: trees with places, the schemas, and the typed rows of every resource."""
