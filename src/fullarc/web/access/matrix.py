"""The access matrix: read from `matrix.toml`, checked, asked. Code, tests and docs/access.md all use this one reading of it."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.roles import Role

FILE = Path(__file__).with_name("matrix.toml")


class MatrixRefused(ValueError):
    """matrix.toml is not what it should be. The message names the capability and what is wrong."""


class Relation(StrEnum):
    """How a person stands to a client today."""

    ASSIGNED = "assigned"
    SUPERVISED = "supervised"
    WARD = "ward"
    NONE = "none"
    BLOCKED = "blocked"


class About(StrEnum):
    CLIENT = "client"
    OWN = "own"
    PRACTICE = "practice"
    SELF = "self"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who has one capability: pairs of role and relation; the relation is None where no client is asked about.

    `scope` is what a guardianship must include for the relation `ward`.
    """

    permission: Permission
    says: str
    about: About
    allow: frozenset[tuple[Role, Relation | None]]
    scope: str = ""

    def roles(self) -> frozenset[Role]:
        """The roles that have the capability for some client at least."""
        return frozenset(role for role, _ in self.allow)


@cache
def matrix() -> dict[Permission, Rule]:
    """The rules by capability."""
    return read(FILE.read_text())


def read(text: str) -> dict[Permission, Rule]:
    """Read and check the matrix: every capability has exactly one rule, made of known roles and relations."""
    tables = tomllib.loads(text)
    names = {permission.value for permission in Permission}
    if missing := names - set(tables):
        raise MatrixRefused(f"no rule for {', '.join(sorted(missing))}. Add a table for each to matrix.toml.")
    if unknown := set(tables) - names:
        raise MatrixRefused(f"rules for unknown capabilities: {', '.join(sorted(unknown))}. Name them in permissions.py or take them out.")
    return {permission: rule_of(permission, tables[permission.value]) for permission in Permission}


def rule_of(permission: Permission, table: dict[str, object]) -> Rule:
    if set(table) - {"scope"} != {"says", "about", "allow"}:
        raise MatrixRefused(f"{permission}: expected the keys says, about, allow; found {', '.join(sorted(table))}.")
    try:
        about = About(str(table["about"]))
        allow = [pair for entry in list(table["allow"]) for pair in pairs(str(entry), about)]  # type: ignore[call-overload]
    except ValueError as wrong:
        raise MatrixRefused(f"{permission}: {wrong}") from None
    if ("scope" in table) != any(relation is Relation.WARD for _, relation in allow):
        raise MatrixRefused(f"{permission}: a scope stands exactly where a guardian may do something for a ward.")
    return Rule(permission, str(table["says"]), about, frozenset(allow), str(table.get("scope", "")))


def pairs(entry: str, about: About) -> list[tuple[Role, Relation | None]]:
    role, colon, relation = entry.partition(":")
    if bool(colon) != (about is About.CLIENT):
        raise ValueError(f"{entry!r}: a relation stands exactly where a client is asked about")
    if about is not About.CLIENT:
        return [(Role(role), None)]
    if relation == "any":
        return [(Role(role), each) for each in (Relation.ASSIGNED, Relation.SUPERVISED, Relation.NONE)]
    if relation == "blocked":
        raise ValueError(f"{entry!r}: a blocked person is allowed nothing")
    return [(Role(role), Relation(relation))]


def may(roles: Iterable[str], permission: Permission) -> bool:
    """Whether a person with these roles has the capability at all: for some client, or without a client."""
    return not matrix()[permission].roles().isdisjoint(Role(role) for role in roles)


def allows(roles: Iterable[str], relations: Iterable[Relation], permission: Permission) -> bool:
    """Whether a person with these roles, standing to a client in these relations, has the capability for this client."""
    standing = list(relations)
    if Relation.BLOCKED in standing:
        return False
    rule = matrix()[permission]
    return any((Role(role), relation) in rule.allow for role in roles for relation in standing)
