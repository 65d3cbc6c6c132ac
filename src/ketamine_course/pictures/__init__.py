"""The pictures, one module per notebook: pure functions from choices to `Picture`."""
