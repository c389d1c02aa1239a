"""docs/access.md: the access matrix as tables. `python -m fullarc.web.access.document > docs/access.md` writes it anew; a test compares."""

from fullarc.web.access.matrix import About, Relation, Rule, matrix
from fullarc.web.accounts.roles import Role

HEAD = """# Who may do what

Made from `src/fullarc/web/access/matrix.toml`, the file that the code asks and the tests walk. What is not allowed there is denied. A
person can have several roles; they add up. A person who is blocked from a client's record by name may do nothing for that client,
whatever their role.

**assigned**: in the client's care team today · **supervised**: supervises somebody who is in it today · **any**: every client ·
**ward**: guardian of this client, who is not of age yet, as far as the guardianship goes

Clients and guardians are not staff: no page of the practice opens to them. A client asks about their own record only, and no client's
id stands in those addresses.
"""


def document() -> str:
    """The whole page."""
    parts = [HEAD]
    titles = {
        About.CLIENT: "For a client",
        About.OWN: "For one's own record",
        About.PRACTICE: "For the practice",
        About.SELF: "For oneself",
    }
    for about, title in titles.items():
        rules = [rule for rule in matrix().values() if rule.about is about]
        parts.append("\n".join([f"## {title}", "", *table(rules)]))
    return "\n".join(parts) + "\n"


def table(rules: list[Rule]) -> list[str]:
    roles = list(Role)
    head = "| may | " + " | ".join(role.label for role in roles) + " |"
    lines = [head, "|---" * (len(roles) + 1) + "|"]
    lines.extend(f"| {rule.says} | " + " | ".join(cell(rule, role) for role in roles) + " |" for rule in rules)
    return [*lines, ""]


def cell(rule: Rule, role: Role) -> str:
    found = {relation for held, relation in rule.allow if held == role}
    if not found:
        return "–"
    if found == {None}:
        return "yes"
    if found == {Relation.ASSIGNED, Relation.SUPERVISED, Relation.NONE}:
        return "any"
    return ", ".join(sorted(relation.value for relation in found if relation))


if __name__ == "__main__":
    print(document(), end="")
