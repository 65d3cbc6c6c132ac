"""The notebooks on paper: to write on, with the answers at the end."""
