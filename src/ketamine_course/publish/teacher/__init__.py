"""The teacher's bundle: plans, templates and what builds them."""
