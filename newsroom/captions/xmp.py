"""An XMP packet (ISO 16684-1) with the properties of the IPTC Photo Metadata Standard."""

from xml.sax.saxutils import escape, quoteattr

from .notice import Notice, first

SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
}
BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
END = '<?xpacket end="r"?>'  # nobody writes into it
SOURCE = "AP-HP"


def packet(notice: Notice) -> bytes:
    properties = [
        _alternatives("dc:description", notice.captions),
        _alternatives("dc:rights", notice.rights),
        _alternatives("xmpRights:UsageTerms", notice.usage),
        _alternatives("Iptc4xmpCore:AltTextAccessibility", notice.alts),
        _simple("photoshop:Credit", notice.credit),
        _simple("photoshop:Source", SOURCE),
        _simple("photoshop:TransmissionReference", notice.reference),
        _simple("xmpRights:WebStatement", notice.address),
        _simple("xmpRights:Marked", "True"),
    ]
    spaces = " ".join(f"xmlns:{prefix}={quoteattr(space)}" for prefix, space in SPACES.items())
    body = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces}>{"".join(properties)}</rdf:Description></rdf:RDF></x:xmpmeta>'
    )
    return f"{BEGIN}{body}{END}".encode()


def _alternatives(name: str, texts: dict[str, str]) -> str:
    """The reference's words are also those of a reader without a language (`x-default`)."""
    if not (default := first(texts)):
        return ""
    rows = {"x-default": default} | {code: text for code, text in texts.items() if text}
    items = "".join(
        f"<rdf:li xml:lang={quoteattr(code)}>{_safe(text)}</rdf:li>" for code, text in rows.items()
    )
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def _simple(name: str, text: str) -> str:
    return f"<{name}>{_safe(text)}</{name}>" if text else ""


def _safe(text: str) -> str:
    """Characters that XML cannot hold are left out."""
    return escape("".join(sign for sign in text if sign in "\t\n" or ord(sign) >= 32))
