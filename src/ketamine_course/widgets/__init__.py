"""Widgets that know nothing of the subject: what a page shows, asks, lists and sums up."""
