"""The data package is built from small schemas; what is wrong in a schema is told with its file, place and nearest right word."""

from __future__ import annotations

import json

import pytest

from ketamine_course.publish import datapackage
from ketamine_course.tables import TableError, package


def edit(folder, old, new, file="cascade/schema.yaml"):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(folder):
    with pytest.raises(TableError) as caught:
        datapackage.build(folder)
    return [str(fault) for fault in caught.value.faults]


def test_the_committed_package_holds_every_row_count():
    for resource in package().values():
        assert resource["rows"] > 0


def test_a_bare_meaning_is_an_optional_text(data_copy):
    edit(data_copy, "      note: Remark for readers\n", "      note: A remark, if any\n")
    fields = next(each for each in datapackage.build(data_copy)["resources"] if each["name"] == "cascade_edges")["schema"]["fields"]
    assert {"name": "note", "type": "string", "description": "A remark, if any"} in fields


def test_rules_of_a_column_become_those_of_the_standard():
    edges = package()["cascade_edges"]["schema"]
    assert edges["primaryKey"] == ["source_node", "target_node"]
    assert {"fields": ["source_node"], "reference": {"resource": "cascade_nodes", "fields": ["node"]}} in edges["foreignKeys"]
    assert {"fields": ["named_by"], "reference": {"resource": "sources", "fields": ["source"]}} in edges["itemForeignKeys"]
    marks = next(field for field in package()["timings"]["schema"]["fields"] if field["name"] == "mark")["constraints"]["enum"]
    assert marks[0] == "seen"
    assert len(marks) == 6


def test_a_list_of_allowed_values_holds_for_each_of_them():
    field = next(field for field in package()["claims"]["schema"]["fields"] if field["name"] == "defensible_verdicts")
    assert field["list"]
    assert "overstated" in field["itemConstraints"]["enum"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "one_of: mark",
            "one_of: marc",
            "schema.yaml, column onset_mark: cascade_nodes: one_of: 'marc' is unknown; nearest: 'mark'",
        ),
        (
            "required: true",
            "requird: true",
            "field tables, cascade_nodes, columns, node, requird: 'requird' is unknown; nearest: 'required'",
        ),
        ("type: integer", "type: intger", "'intger' is unknown; nearest: 'integer'"),
        ("in: cascade_nodes.node", "in: cascade_nodes.nod", "'cascade_nodes.nod' is unknown; nearest: 'cascade_nodes.node'"),
        ("    columns:", "    colums:", "field tables, cascade_nodes, colums: 'colums' is unknown; nearest: 'columns'"),
        ("key: [source_node", "key: [sourc_node", "cascade_edges, key: 'sourc_node' is unknown; nearest: 'source_node'"),
        ("title: Cascade", "titel: Cascade", "cascade/schema.yaml, line 3, field titel: 'titel' is unknown; nearest: 'title'"),
        ("tables:", "tables: [", "cascade/schema.yaml, line 10, column 10: is not readable as YAML: "),
        ("  timings:", "  timing:", "cascade/timing.csv: is not there, though the schema describes it"),
        ("{means: Stable id, ", "{", "column node: cascade_nodes: 'means' is missing"),
    ],
)
def test_a_fault_in_a_schema_is_told_with_its_place(data_copy, old, new, fault):
    edit(data_copy, old, new)
    assert fault in "\n".join(told(data_copy))


def test_all_faults_of_all_schemas_are_told_together(data_copy):
    edit(data_copy, "one_of: mark", "one_of: marc")
    edit(data_copy, "one_of: mark", "one_of: marc", "lessons/schema.yaml")
    assert [fault.split(",")[0] for fault in told(data_copy)] == ["cascade/schema.yaml", "lessons/schema.yaml"]


def test_it_is_written_as_json_that_reads_back():
    built = datapackage.build()
    assert json.loads(datapackage.as_text(built)) == built
