"""Draw every explorable, or those that are named, from the tables that KETAMINE_COURSE_DATA names, and print what each state says, as JSON.

usage: python tests/draw_all.py MOST [EXPLORABLE ...]
"""

import json
import random
import sys

from ketamine_course.publish.figures import explorables


def newest(source):
    """Yield the first state, and those with the newest values, which stand last: of each control alone, and of all together."""
    yield source.complete({})
    last = {name: control.states[-1] for name, control in source.controls.items()}
    yield last
    for name, value in last.items():
        yield source.complete({name: value})


def chosen(source, most):
    states = list(source.states())
    if len(states) <= most:
        return states
    return [*newest(source), *random.Random(source.name).sample(states, most)]


def main(arguments):
    most, names = int(arguments[0]), arguments[1:]
    wanted = {name: each for name, each in explorables().items() if name in names or not names}
    told = {name: [each.frame(state)["description"] for state in chosen(each, most)] for name, each in wanted.items()}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
