"""From the demonstration's blocks to those of the body."""

from newsroom.models import HospitalPage

from .attachments import Attachments


def body(
    rows: list[dict], hospitals: dict[str, HospitalPage], attachments: Attachments | None = None
) -> list[tuple]:
    """Values as a StreamField takes them."""
    return [_block(row["type"], row["value"], hospitals, attachments) for row in rows]


def _block(kind: str, value, hospitals: dict[str, HospitalPage], attachments: Attachments | None) -> tuple:
    match kind:
        case "quote":
            return kind, value | {"hospital": hospitals.get(value.get("hospital") or "")}
        case "key_figures":
            return kind, {"figures": value["figures"], "source": value.get("source", "")}
        case "image":
            return "picture", attachments.picture(value)
        case "gallery":
            return kind, [attachments.picture(item) for item in value]
        case "document":
            return kind, attachments.document(value)
        case "video":
            title = value["file_title"]
            return kind, {key: value[key] for key in ("title", "transcript")} | {
                "file": attachments.film(title),
                "poster": attachments.poster(value["poster"]),
                "has_speech": False,
                "captions": attachments.captions_of(title),
            }
        case _:
            return kind, value
