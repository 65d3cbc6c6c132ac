"""Checks that maintainers and CI run beside the tests."""
