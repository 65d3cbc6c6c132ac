"""The subject as pure functions over tables: no drawing, no widgets."""
