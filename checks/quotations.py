"""Print every verbatim phrase that the tables quote from texts of other people, as CSV with the columns id, source and key_phrase.

Those texts are not part of the collection. What is quoted from a text that is stands in it, as `checks.exhibits` holds.
"""

import csv
import sys

from ketamine_course.exhibits import ours
from ketamine_course.tables import load, table_names


def main() -> int:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["id", "source", "key_phrase"])
    stand_here = {"", *ours()}
    for name in table_names():
        table = load(name)
        if {"source", "key_phrase"} <= set(table.columns):
            quoted = ((at, row) for at, row in enumerate(table.itertuples(), start=2) if row.key_phrase and row.source not in stand_here)
            writer.writerows([f"{name} row {at}", row.source, row.key_phrase] for at, row in quoted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
