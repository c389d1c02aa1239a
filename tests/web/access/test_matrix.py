"""The matrix file: complete, readable, and the same in the docs."""

from pathlib import Path

import pytest

from fullarc.web.access.document import document
from fullarc.web.access.matrix import FILE, MatrixRefused, Relation, allows, matrix, may, read
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.roles import Role


def test_every_capability_has_one_rule_and_somebody_who_has_it() -> None:
    assert set(matrix()) == set(Permission)
    assert all(rule.allow for rule in matrix().values())


def test_a_missing_rule_is_refused_by_name() -> None:
    text = FILE.read_text().replace("[read_notes]", "[read_notez]")
    with pytest.raises(MatrixRefused, match="read_notes"):
        read(text)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [('"owner:everyone"', '"owner:any"'), ('"boss:any"', '"owner:any"'), ('"owner"', '"owner:any"'), ('"owner:blocked"', '"owner:any"')],
)
def test_unknown_roles_and_relations_are_refused(wrong: str, right: str) -> None:
    with pytest.raises(MatrixRefused, match="see_directory"):
        read(FILE.read_text().replace(right, wrong, 1))


def test_owning_the_practice_opens_no_clinical_content() -> None:
    for permission in (
        Permission.READ_NOTES,
        Permission.READ_SCORES,
        Permission.READ_RECORD,
        Permission.READ_SIGNALS,
        Permission.EXPORT_RECORD,
    ):
        assert not may([Role.OWNER], permission)
        assert not may([Role.FRONT_DESK, Role.AUDITOR], permission)


def test_roles_add_up_but_a_relation_counts_only_for_its_role() -> None:
    assert allows([Role.OWNER, Role.CLINICIAN], [Relation.ASSIGNED], Permission.READ_NOTES)
    assert not allows([Role.CLINICIAN], [Relation.SUPERVISED], Permission.READ_NOTES)
    assert not allows([Role.SUPERVISOR], [Relation.ASSIGNED], Permission.READ_NOTES)


@pytest.mark.parametrize("permission", [rule.permission for rule in matrix().values()])
def test_a_blocked_person_may_do_nothing_for_the_client_in_any_role(permission: Permission) -> None:
    assert not allows(list(Role), [Relation.BLOCKED, Relation.ASSIGNED], permission)


def test_the_docs_show_the_matrix_as_it_is(repository: Path) -> None:
    remedy = "Run: python -m fullarc.web.access.document > docs/access.md"
    assert (repository / "docs" / "access.md").read_text() == document(), remedy
