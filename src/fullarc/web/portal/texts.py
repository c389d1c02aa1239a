"""The texts of the client's side in other languages: which are marked for translation, which lack one, and the compiled file.

    python -m fullarc.web.portal.texts

adds a place for each text that is marked and not yet in the file of a language, compiles the file, and says what is not translated yet.
Translations are written by hand into `web/locale/LANGUAGE/LC_MESSAGES/django.po`.
"""

import ast
import os
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.template import Engine, Node
from django.template.base import Template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

WEB = Path(__file__).resolve().parents[1]
LANGUAGES = ("es",)
SINGULAR = {"gettext": 0, "gettext_lazy": 0, "gettext_noop": 0, "_": 0, "pgettext": 1, "pgettext_lazy": 1}
PLURAL = {"ngettext": (0, 1), "ngettext_lazy": (0, 1)}
ENTRY = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)
FORMAT = re.compile(r'\|date:_\("([^"]+)"\)')  # how a day is written: part of the language too
Texts = dict[str, str | None]  # text -> its plural
Translated = dict[str, list[str]]  # text -> its translation, or one for each number


def marked() -> Texts:
    """Every text that a template or a module of the web application marks for translation."""
    found: Texts = {}
    for file in sorted(WEB.rglob("*.py")):
        source = file.read_text()
        if "gettext" in source:
            found.update(in_module(ast.parse(source)))
    for file in sorted([*WEB.rglob("*.html"), *WEB.rglob("*.txt")]):
        source = file.read_text()
        found.update(dict.fromkeys(FORMAT.findall(source)))
        if "translate" in source:
            found.update(in_template(Engine.get_default().from_string(source)))
    return found


def in_module(tree: ast.AST) -> Iterator[tuple[str, str | None]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        texts = [each.value if isinstance(each, ast.Constant) and isinstance(each.value, str) else None for each in node.args]
        if node.func.id in PLURAL and len(texts) > 1 and texts[0] is not None:
            yield texts[0], texts[1]
        elif node.func.id in SINGULAR and len(texts) > SINGULAR[node.func.id]:
            text = texts[SINGULAR[node.func.id]]
            if text is not None:
                yield text, None


def in_template(template: Template) -> Iterator[tuple[str, str | None]]:
    for node in every_node(template):
        if isinstance(node, TranslateNode) and isinstance(node.filter_expression.var, str):
            yield str(node.filter_expression.var), None
        elif isinstance(node, TranslateNode) and getattr(node.filter_expression.var, "literal", None):
            yield str(node.filter_expression.var.literal), None
        elif isinstance(node, BlockTranslateNode):
            singular = node.render_token_list(node.singular)[0]
            yield singular, node.render_token_list(node.plural)[0] if node.plural else None


def every_node(template: Template) -> Iterator[Node]:
    for top in template.nodelist:
        yield from top.get_nodes_by_type(Node)


def po_of(language: str) -> Path:
    return WEB / "locale" / language / "LC_MESSAGES" / "django.po"


def translated(file: Path) -> Translated:
    """What each text of a .po file becomes."""
    found: Translated = {}
    current = ""
    for kind, text in ENTRY.findall("\n".join(line for line in file.read_text().splitlines() if not line.startswith("#"))):
        if kind == "msgid":
            current = unquoted(text)
            found[current] = []
        elif kind.startswith("msgstr"):
            found[current].append(unquoted(text))
    return found


def untranslated(language: str) -> list[str]:
    """The marked texts that this language lacks."""
    said = translated(po_of(language))
    return sorted(text for text in marked() if not said.get(text) or not all(said[text]))


def unquoted(text: str) -> str:
    return "".join(ast.literal_eval(f'"{part}"') for part in re.findall(r'"((?:[^"\\]|\\.)*)"', text))


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def compiled(file: Path) -> bytes:
    """The .mo file of a .po file: the texts in order, each with its translation; what is not translated is left out."""
    plurals = dict(re.findall(r'^msgid ("(?:[^"\\]|\\.)*")\nmsgid_plural ("(?:[^"\\]|\\.)*")', file.read_text(), re.MULTILINE))
    plural_of = {unquoted(text): unquoted(plural) for text, plural in plurals.items()}
    pairs = []
    for text, said in translated(file).items():
        if said and all(said):
            key = f"{text}\0{plural_of[text]}" if text in plural_of else text
            pairs.append((key.encode(), "\0".join(said).encode()))
    pairs.sort()
    start, offsets, texts = 28 + 16 * len(pairs), [], b""
    for column in (0, 1):
        for pair in pairs:
            offsets.append((len(pair[column]), start + len(texts)))
            texts += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + b"".join(struct.pack("<2I", *each) for each in offsets) + texts


def bring_up_to_date(language: str) -> list[str]:
    """Add a place for each marked text that has none, write the compiled file, and return what is not translated."""
    file = po_of(language)
    known = translated(file)
    places = []
    for text, plural in marked().items():
        if text not in known:
            more = f'msgid_plural {quoted(plural)}\nmsgstr[0] ""\nmsgstr[1] ""\n' if plural else 'msgstr ""\n'
            places.append(f"\nmsgid {quoted(text)}\n{more}")
    if places:
        file.write_text(file.read_text() + "".join(places))
    file.with_suffix(".mo").write_bytes(compiled(file))
    return untranslated(language)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fullarc.web.settings")
    django.setup()
    for each in LANGUAGES:
        for missing in bring_up_to_date(each):
            sys.stdout.write(f"{each}: {quoted(missing)}\n")
