"""What comes in as a file and goes out as one."""

import json
from dataclasses import dataclass
from typing import Any

from fullarc.exchange.fhir.json_reading import FhirRefused, Place
from fullarc.exchange.fhir.log_questionnaire import log_questionnaire
from fullarc.exchange.fhir.questionnaire import questionnaire
from fullarc.exchange.fhir.questionnaire_import import read_questionnaire
from fullarc.instruments.definition_table import BrokenDefinition
from fullarc.instruments.log import LogDefinition
from fullarc.instruments.own_definition import OwnDefinition, content_of, own_of
from fullarc.web.instruments.models import MeasureDraft
from fullarc.web.instruments.readiness import sentence_of


class FileRefused(ValueError):
    """A file that cannot be taken. `places` say where in it, and why."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        super().__init__("; ".join(map(str, places)))
        self.places = places


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file holds, as a draft begins with it."""

    content: dict[str, Any]
    remarks: tuple[str, ...]
    came_from: str
    is_log: bool


def take(raw: bytes) -> Taken:
    """A FHIR Questionnaire where the file begins like JSON, otherwise TOML. Refused (FileRefused) with every path and reason."""
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return _fhir(raw)
    return _toml(raw)


def fhir_of(own: OwnDefinition) -> str:
    """The FHIR Questionnaire of a measure or log, as text."""
    held = own.definition
    resource = log_questionnaire(held) if isinstance(held, LogDefinition) else questionnaire(held)
    return json.dumps(resource, ensure_ascii=False, indent=2)


def _fhir(raw: bytes) -> Taken:
    try:
        read = read_questionnaire(raw)
    except FhirRefused as refused:
        raise FileRefused(refused.places) from refused
    except BrokenDefinition as broken:
        raise FileRefused((Place("(whole file)", sentence_of(broken)),)) from broken
    return Taken(read.content, tuple(map(str, read.remarks)), MeasureDraft.From.FHIR, is_log=False)


def _toml(raw: bytes) -> Taken:
    try:
        content = content_of(raw.decode("utf-8-sig"), "the file")
        own = own_of({"id": "own-draft", "version": "1", **content}, file="the file")
    except UnicodeDecodeError as error:
        raise FileRefused((Place("(whole file)", "found text that is not UTF-8; save the file in UTF-8"),)) from error
    except BrokenDefinition as broken:
        found = str(broken).partition(": ")[2].partition(";")[0]
        raise FileRefused((Place(broken.key, f"{found}; write it in the file and send it again"),)) from broken
    if not _is_plain(content):
        raise FileRefused((Place("(whole file)", "found a date or a time as a value; write it as a text"),))
    return Taken(content, (), MeasureDraft.From.TOML, is_log=own.is_log)


def _is_plain(value: object) -> bool:
    """Only what TOML and JSON both hold: no dates, no infinities."""
    if isinstance(value, dict):
        return all(map(_is_plain, value.values()))
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return isinstance(value, str | int | bool) or (isinstance(value, float) and abs(value) < 1e12)
