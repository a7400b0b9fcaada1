"""What the body of a page is made of. Values are language-free: each language has a body of its own."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from .films import VideoBlock

TEXT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
PLAIN_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(
        label=_("words quoted"), help_text=_("Without quotation marks: the page adds them.")
    )
    speaker = blocks.CharBlock(label=_("speaker"), required=False, help_text=_("Title, first name, name."))
    role = blocks.CharBlock(label=_("function"), required=False)
    hospital = blocks.PageChooserBlock(label=_("hospital"), page_type="newsroom.HospitalPage", required=False)

    class Meta:
        icon = "openquote"
        label = _("quote")
        template = "newsroom/blocks/quote.html"


class FigureBlock(blocks.StructBlock):
    value = blocks.CharBlock(label=_("figure"), max_length=40, help_text=_("With its unit: “11 million”."))
    label = blocks.CharBlock(label=_("what it counts"), max_length=160)


class KeyFiguresBlock(blocks.StructBlock):
    figures = blocks.ListBlock(FigureBlock(), label=_("figures"), min_num=1, max_num=6)
    source = blocks.CharBlock(label=_("source and date"), required=False)

    class Meta:
        icon = "order"
        label = _("key figures")
        template = "newsroom/blocks/key_figures.html"


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("caption"), help_text=_("Read first by screen readers."))
    header = blocks.ListBlock(blocks.CharBlock(label=_("column")), label=_("columns"), min_num=1, max_num=8)
    rows = blocks.ListBlock(
        blocks.ListBlock(blocks.CharBlock(label=_("cell"), required=False), label=_("row"), max_num=8),
        label=_("rows"),
        min_num=1,
    )

    class Meta:
        icon = "table"
        label = _("table")
        template = "newsroom/blocks/table.html"


class CalloutBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"))
    text = blocks.RichTextBlock(label=_("text"), features=PLAIN_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("call-out")
        template = "newsroom/blocks/callout.html"


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(
        label=_("heading"), icon="h2", max_length=200, template="newsroom/blocks/heading.html"
    )
    text = blocks.RichTextBlock(
        label=_("text"), icon="pilcrow", features=TEXT_FEATURES, template="newsroom/blocks/text.html"
    )
    quote = QuoteBlock()
    key_figures = KeyFiguresBlock()
    picture = ImageChooserBlock(label=_("picture"), template="newsroom/blocks/picture.html")
    gallery = blocks.ListBlock(
        ImageChooserBlock(label=_("picture")),
        label=_("gallery"),
        icon="image",
        min_num=2,
        max_num=24,
        template="newsroom/blocks/gallery.html",
    )
    video = VideoBlock()
    table = TableBlock()
    document = DocumentChooserBlock(
        label=_("document"), icon="doc-full-inverse", template="newsroom/blocks/document.html"
    )
    callout = CalloutBlock()
