"""A link as a picture to scan: drawn here, sent to nobody."""

import segno


def as_picture(link: str) -> str:
    """A data: address of an SVG, black on white in every colour scheme."""
    picture: str = segno.make(link, error="m", micro=False).svg_data_uri(scale=6, border=4, dark="#000", light="#fff")
    return picture
