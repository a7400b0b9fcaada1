"""Pictures drawn by the project, stored as any upload is."""

from io import BytesIO

from django.core.files.base import ContentFile

from newsroom.models import PressImage

from .illustrations import draw

SIZE = (1200, 800)
CREDIT = "Illustration : rédaction AP-HP (démonstration)"


def make(picture: dict, palette: str, seed: str) -> PressImage:
    """`picture`: motif, alt_fr, alt_en, caption_fr, caption_en of the demonstration's files."""
    output = BytesIO()
    draw(picture["motif"], palette, SIZE, seed).convert("RGB").save(output, "JPEG", quality=92)
    return PressImage.objects.create(
        title=picture.get("caption_fr") or picture["alt_fr"],
        file=ContentFile(output.getvalue(), name=f"{picture['motif']}.jpg"),
        alt_fr=picture["alt_fr"],
        alt_en=picture.get("alt_en", ""),
        caption_fr=picture.get("caption_fr", ""),
        caption_en=picture.get("caption_en", ""),
        credit=CREDIT,
    )
