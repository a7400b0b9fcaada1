"""From the demonstration's blocks to those of the body."""

from collections.abc import Callable

from newsroom.models import HospitalPage, PressImage

PictureMaker = Callable[[dict], PressImage]


def body(rows: list[dict], hospitals: dict[str, HospitalPage], picture: PictureMaker) -> list[tuple]:
    """Values as a StreamField takes them. `picture` gives the same image for the same description."""
    return [_block(row["type"], row["value"], hospitals, picture) for row in rows]


def _block(kind: str, value, hospitals: dict[str, HospitalPage], picture: PictureMaker) -> tuple:
    match kind:
        case "quote":
            return kind, value | {"hospital": hospitals.get(value.get("hospital") or "")}
        case "key_figures":
            return kind, {"figures": value["figures"], "source": value.get("source", "")}
        case "image":
            return "picture", picture(value)
        case "gallery":
            return kind, [picture(item) for item in value]
        case _:
            return kind, value
