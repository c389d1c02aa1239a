"""The client's side in every language that is offered: nothing is untranslated, and the compiled file is that of today."""

import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.forms import EmailField
from django.utils.translation import override

from fullarc.web.portal.forms import Language
from fullarc.web.portal.texts import LANGUAGES, bring_up_to_date, compiled, marked, po_of, translated, untranslated

REMEDY = "Run: python -m fullarc.web.portal.texts"
PLACES = re.compile(r"%\(\w+\)[sd]|{\w+}|%[sd%]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_clients_side_is_translated(language: str) -> None:
    missing = untranslated(language)
    assert not missing, f"{len(missing)} texts have no translation. {REMEDY}, then fill in: {missing[:10]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_of_its_text(language: str) -> None:
    said = translated(po_of(language))
    for text, plural in marked().items():
        places = set(PLACES.findall(f"{text} {plural or ''}"))
        assert all(set(PLACES.findall(each)) <= places for each in said.get(text, [])), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_file_is_that_of_today(language: str) -> None:
    assert po_of(language).with_suffix(".mo").read_bytes() == compiled(po_of(language)), REMEDY


def test_spanish_speaks_to_everybody_as_tu() -> None:
    formal = re.compile(r"\b(usted|su contraseña|ábrala|abra|elija|escriba|deje|dígalo|introduzca|seleccione)\b", re.IGNORECASE)
    said = [words for translations in translated(po_of("es")).values() for words in translations]
    assert not [words for words in said if formal.search(words)]


def test_a_refusal_that_django_words_speaks_to_the_client_as_the_rest_does() -> None:
    with override("es"):
        refused = Language({"language": "la"})
        assert refused.errors["language"] == ["Elige una de las opciones. la no está entre ellas."]
        with pytest.raises(ValidationError, match="Escribe una dirección de correo válida"):
            EmailField().clean("own@nowhere")


def test_the_compiled_file_is_read_as_it_was_meant(tmp_path: Path) -> None:
    po = tmp_path / "django.po"
    po.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgid "Save \\"it\\""\nmsgstr "Guardar «eso»"\n\nmsgid "%(n)s day"\nmsgid_plural "%(n)s days"\n'
        'msgstr[0] "%(n)s día"\nmsgstr[1] "%(n)s días"\n\nmsgid "not yet"\nmsgstr ""\n'
    )
    po.with_suffix(".mo").write_bytes(compiled(po))
    with po.with_suffix(".mo").open("rb") as file:
        spanish = GNUTranslations(file)
    assert spanish.gettext('Save "it"') == "Guardar «eso»"
    assert spanish.ngettext("%(n)s day", "%(n)s days", 1) == "%(n)s día"
    assert spanish.ngettext("%(n)s day", "%(n)s days", 3) == "%(n)s días"
    assert spanish.gettext("not yet") == "not yet"


def test_a_text_that_is_marked_gets_its_place_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    po = tmp_path / "django.po"
    po.write_text('msgid ""\nmsgstr ""\n')
    monkeypatch.setattr("fullarc.web.portal.texts.po_of", lambda language: po)
    missing = bring_up_to_date("es")
    assert set(missing) == set(marked())
    assert "Nothing is waiting for you today." in missing
    assert 'msgid "Nothing is waiting for you today."' in po.read_text()
