"""Clinical text at rest: sealed, bound to its cell, opened on the instance only."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import FieldError
from django.db import connection, transaction

from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.encryption.cipher import Cell, SealBroken, seal, unseal
from fullarc.web.encryption.fields import Sealed, open_sealed
from fullarc.web.goals.models import Goal

pytestmark = pytest.mark.django_db


def raw(column: str, client: Client, table: str = "clients_client") -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE code = %s", [client.code])
        return str(cursor.fetchone()[0])


def write_raw(column: str, client: Client, token: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE clients_client SET {column} = %s WHERE code = %s", [token, client.code])


def test_text_is_plain_on_the_instance_and_sealed_in_the_database() -> None:
    client = Client.objects.create(code="C-1", name="Nora Vance", contact="555", born=date(1990, 2, 1))
    again = Client.objects.get(code="C-1")
    assert (again.name, again.contact, again.born) == ("Nora Vance", "555", date(1990, 2, 1))
    assert raw("name", client).startswith("f1:k1:")
    assert "Nora" not in raw("name", client)
    assert "1990" not in raw("born", client)


def test_the_same_text_is_sealed_differently_each_time() -> None:
    first, second = (Client.objects.create(code=code, name="Same") for code in ("C-1", "C-2"))
    assert raw("name", first)[40:] != raw("name", second)[40:]


def test_a_ciphertext_moved_to_another_row_does_not_open() -> None:
    first, second = Client.objects.create(code="C-1", name="Nora"), Client.objects.create(code="C-2", name="Omar")
    tokens = raw("name", first), raw("name", second)
    write_raw("name", first, tokens[1])
    write_raw("name", second, tokens[0])
    for code in ("C-1", "C-2"):
        with pytest.raises(SealBroken):
            _ = Client.objects.get(code=code).name


def test_a_ciphertext_moved_to_another_column_does_not_open() -> None:
    client = Client.objects.create(code="C-1", name="Nora", contact="555")
    write_raw("contact", client, raw("name", client))
    with pytest.raises(SealBroken):
        _ = Client.objects.get(code="C-1").contact


def test_a_changed_ciphertext_does_not_open() -> None:
    client = Client.objects.create(code="C-1", name="Nora")
    token = raw("name", client)
    write_raw("name", client, token[:-3] + ("A" if token[-3] != "A" else "B") + token[-2:])
    with pytest.raises(SealBroken):
        _ = Client.objects.get(code="C-1").name


@pytest.mark.parametrize("change", [("f1:", "f0:"), ("f1:", "v2:"), (":k1:", ":k9:"), (":k1:", ":")])
def test_an_unknown_version_or_key_is_refused(change: tuple[str, str]) -> None:
    client = Client.objects.create(code="C-1", name="Nora")
    write_raw("name", client, raw("name", client).replace(*change, 1))
    with pytest.raises(SealBroken) as refusal:
        _ = Client.objects.get(code="C-1").name
    assert "Nora" not in str(refusal.value)
    assert "clients_client.name" in str(refusal.value)


def test_what_was_not_looked_at_is_saved_as_it_was() -> None:
    client = Client.objects.create(code="C-1", name="Nora", contact="555")
    before = raw("name", client)
    again = Client.objects.get(code="C-1")
    again.contact = "556"
    again.save()
    assert raw("name", client) == before
    assert Client.objects.get(code="C-1").contact == "556"


def test_a_copied_row_is_not_saved_under_another_id_with_the_old_seal() -> None:
    Client.objects.create(code="C-1", name="Nora")
    copy = Client.objects.get(code="C-1")
    copy.pk, copy.code = uuid.uuid4(), "C-2"
    with pytest.raises(SealBroken):
        copy.save()


def test_bulk_create_seals_each_row_for_itself() -> None:
    Client.objects.bulk_create(Client(code=f"C-{n}", name=f"Name {n}") for n in range(3))
    assert [client.name for client in Client.objects.order_by("code")] == ["Name 0", "Name 1", "Name 2"]


def test_a_list_of_words_comes_back_as_a_list() -> None:
    client = Client.objects.create(code="C-1", name="Nora")
    course = CourseOfCare.objects.create(client=client, began=date(2026, 1, 1))
    Goal.objects.create(course=course, text="Swim.", agreed_on=date(2026, 1, 1), levels=["never", "daily"])
    assert Goal.objects.get().levels == ["never", "daily"]


def test_update_filter_and_bulk_update_are_refused_with_what_to_do() -> None:
    client = Client.objects.create(code="C-1", name="Nora")
    with pytest.raises(FieldError, match=r"save\(\)"), transaction.atomic():
        Client.objects.update(name="Omar")
    with pytest.raises(FieldError, match="cannot search"):
        Client.objects.filter(name="Nora").exists()
    with pytest.raises(FieldError, match="cannot search"):
        Client.objects.filter(name__icontains="or").exists()
    with pytest.raises(FieldError, match=r"save\(\)"), transaction.atomic():
        Client.objects.bulk_update([client], ["name"])
    assert Client.objects.get().name == "Nora"


def test_whether_there_is_a_value_can_be_asked() -> None:
    Client.objects.create(code="C-1", name="Nora")
    assert Client.objects.filter(born__isnull=True).count() == 1


def test_values_hands_out_sealed_texts_that_show_nothing() -> None:
    client = Client.objects.create(code="C-1", name="Nora")
    [(pk, sealed)] = Client.objects.values_list("pk", "name")
    assert isinstance(sealed, Sealed)
    assert repr(sealed) == str(sealed) == "<sealed>"
    assert open_sealed(Client, "name", pk, sealed) == client.name


def test_any_text_survives_the_seal() -> None:
    cell = Cell("t", "c", "1")
    for text in ("", "\x00", "ß ö 🙂 \u202e", "a" * 1_000_000, "f1:k1:AAAA"):
        assert unseal(seal(text, cell), cell) == text
