"""The schedule files against the schemas of their format."""

import json
from pathlib import Path
from typing import Any

import pytest
import xmlschema
from hypothesis import given, settings
from jsonschema import Draft6Validator

from tests.property.schedule_agendas import Agenda, agendas
from tests.property.test_schedule_properties import as_json, as_xml
from tests.unit.render_agenda.test_schedule_files import GOLDEN


@pytest.fixture(scope="module")
def schedules(corpus: Path) -> Path:
    """The folder of the schemas and of others' schedule files."""
    return corpus / "data" / "schedules"


@pytest.fixture(scope="module")
def xml_schema(schedules: Path) -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(schedules / "voc_xsd_schedule.xml.xsd")


@pytest.fixture(scope="module")
def json_schema(schedules: Path) -> Draft6Validator:
    schema = json.loads((schedules / "voc_json_schema.json").read_bytes())
    return Draft6Validator(schema, format_checker=Draft6Validator.FORMAT_CHECKER)


def complaints(schema: Any, instance: Any) -> list[str]:
    return [str(error) for error in schema.iter_errors(instance)]


@settings(deadline=None, max_examples=150)
@given(agenda=agendas())
def test_any_agenda_is_valid_xml_by_the_schema(
    xml_schema: xmlschema.XMLSchema, agenda: Agenda
) -> None:
    assert complaints(xml_schema, as_xml(agenda)) == []


@settings(deadline=None, max_examples=150)
@given(agenda=agendas())
def test_any_agenda_is_valid_json_by_the_schema(
    json_schema: Draft6Validator, agenda: Agenda
) -> None:
    assert complaints(json_schema, json.loads(as_json(agenda))) == []


def test_the_kept_files_are_valid(
    xml_schema: xmlschema.XMLSchema, json_schema: Draft6Validator
) -> None:
    assert complaints(xml_schema, (GOLDEN / "schedule.xml").read_bytes()) == []
    assert complaints(json_schema, json.loads((GOLDEN / "schedule.json").read_bytes())) == []


def test_the_schema_finds_faults_at_all(schedules: Path, json_schema: Draft6Validator) -> None:
    invalid = schedules / "voc_json_examples_invalid-example.json"
    assert complaints(json_schema, json.loads(invalid.read_bytes())) != []
