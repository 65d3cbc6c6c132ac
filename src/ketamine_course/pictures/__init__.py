"""The pictures, one module per notebook: pure functions from choices to `Picture`."""

from ketamine_course.pictures._store import STORE as STORE
