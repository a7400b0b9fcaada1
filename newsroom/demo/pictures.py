"""Pictures drawn by the project, stored as any upload is."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image

from newsroom.models import PressImage

SIZE = (1200, 800)
CREDIT = "Illustration : rédaction AP-HP (démonstration)"


def store(drawn: Image.Image, row: dict) -> PressImage:
    """`row`: motif, alt_fr, alt_en, caption_fr, caption_en of the demonstration's files."""
    output = BytesIO()
    drawn.save(output, "JPEG", quality=92)
    return PressImage.objects.create(
        title=row.get("caption_fr") or row["alt_fr"],
        file=ContentFile(output.getvalue(), name=f"{row['motif']}.jpg"),
        alt_fr=row["alt_fr"],
        alt_en=row.get("alt_en", ""),
        caption_fr=row.get("caption_fr", ""),
        caption_en=row.get("caption_en", ""),
        credit=CREDIT,
    )
