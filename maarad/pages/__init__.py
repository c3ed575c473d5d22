"""Which pages exist, at which address, what their templates call, and the data files beside them."""
