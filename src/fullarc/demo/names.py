"""Invented names. Any likeness to a living person is chance."""

from random import Random

_SHE = (
    "Nora",
    "Aisha",
    "Ingrid",
    "Mei",
    "Clara",
    "Leila",
    "Tamsin",
    "Joana",
    "Freya",
    "Petra",
    "Imani",
    "Signe",
    "Rosa",
    "Hana",
    "Bridget",
    "Yara",
    "Elif",
    "Agnes",
    "Lucia",
    "Maren",
    "Divya",
    "Colette",
    "Wanda",
    "Noemi",
    "Asta",
)
_HE = (
    "Tomas",
    "Idris",
    "Viktor",
    "Kenji",
    "Paul",
    "Omar",
    "Rhys",
    "Mateus",
    "Lars",
    "Stefan",
    "Kofi",
    "Anton",
    "Diego",
    "Jonas",
    "Callum",
    "Samir",
    "Emre",
    "Hugo",
    "Marco",
    "Niels",
    "Arjun",
    "Bastien",
    "Piotr",
    "Dario",
    "Even",
)
_LAST = "ABCDEFGHIJKLMNOPRSTVWZ"


def invented_name(pronoun: str, rng: Random) -> str:
    """A first name and an initial, such as "Nora V."."""
    return f"{rng.choice(_SHE if pronoun == 'she' else _HE)} {rng.choice(_LAST)}."
