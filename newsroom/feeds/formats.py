"""RSS 2.0, Atom (RFC 4287, tombstones of RFC 6721) and JSON Feed 1.1, with the whole text and its pictures.

An item is what newsroom/feeds/entries.py makes: besides Django's own keys it has `html` (the whole text), `pictures`
(structure.Picture, the main one first) and `gone_at` (when it was withdrawn, or None).
"""

import json
from datetime import datetime
from xml.sax.saxutils import escape

from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed, rfc3339_date

from newsroom.outputs.structure import Picture
from newsroom.sending import kind_of

NAMESPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}
TOMBSTONES = {"xmlns:at": "http://purl.org/atompub/tombstones/1.0"}


def _enclosure(picture: Picture) -> Enclosure:
    return Enclosure(picture.address, str(picture.size or 0), kind_of(picture.address))


class NewsFeed(SyndicationFeed):
    """`page_date`: how old an empty list is; the hour of reading would change it each second. `hub`: WebSub, or ""."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else self.feed["page_date"]

    def add_item(self, *, description: str, **kwargs) -> None:
        """`description`: plain text."""
        super().add_item(description=escape(description), text=description, **kwargs)


class RssFeed(NewsFeed, Rss201rev2Feed):
    content_type = "application/rss+xml; charset=utf-8"

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | NAMESPACES

    def add_root_elements(self, handler) -> None:
        super().add_root_elements(handler)
        if hub := self.feed["hub"]:
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": hub})

    def add_item_elements(self, handler, item: dict) -> None:
        item["enclosures"] = [_enclosure(picture) for picture in item["pictures"][:1]]  # RSS allows one
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        if item["html"]:
            handler.addQuickElement("content:encoded", item["html"])
        for picture in item["pictures"]:
            self._add_picture(handler, picture)

    def _add_picture(self, handler, picture: Picture) -> None:
        size = {"fileSize": str(picture.size)} if picture.size else {}
        pixels = {"width": str(picture.width), "height": str(picture.height)}
        address = {"url": picture.address, "type": kind_of(picture.address), "medium": "image"}
        handler.startElement("media:content", address | size | pixels)
        if words := picture.caption or picture.alt:
            handler.addQuickElement("media:description", words, {"type": "plain"})
        handler.addQuickElement("media:credit", picture.credit)
        handler.addQuickElement("media:copyright", picture.rights)
        handler.endElement("media:content")


class AtomFeed(NewsFeed, Atom1Feed):
    content_type = "application/atom+xml; charset=utf-8"

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | TOMBSTONES

    def add_root_elements(self, handler) -> None:
        super().add_root_elements(handler)
        if hub := self.feed["hub"]:
            handler.addQuickElement("link", "", {"rel": "hub", "href": hub})

    def write_items(self, handler) -> None:
        everything, self.items = self.items, [item for item in self.items if not item["gone_at"]]
        super().write_items(handler)
        self.items = everything
        for item in everything:
            if item["gone_at"]:
                self._add_tombstone(handler, item)

    def _add_tombstone(self, handler, item: dict) -> None:
        named = {"ref": item["unique_id"], "when": rfc3339_date(item["gone_at"])}
        handler.startElement("at:deleted-entry", named)
        handler.addQuickElement("at:comment", item["text"], {"type": "text"})
        handler.addQuickElement("link", "", {"rel": "alternate", "href": item["link"]})
        handler.endElement("at:deleted-entry")

    def add_item_elements(self, handler, item: dict) -> None:
        item["enclosures"] = [_enclosure(picture) for picture in item["pictures"]]
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["html"], {"type": "html"})


class JsonFeed(NewsFeed):
    """JSON Feed 1.1 (jsonfeed.org)."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding: str) -> None:
        feed = self.feed
        hubs = {"hubs": [{"type": "WebSub", "url": feed["hub"]}]} if feed["hub"] else {}
        record = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed["title"],
            "home_page_url": feed["link"],
            "feed_url": feed["feed_url"],
            "description": feed["description"],
            "language": feed["language"],
            "authors": [{"name": feed["author_name"]}],
            "items": [self._item(item) for item in self.items],
        }
        json.dump(record | hubs, outfile, ensure_ascii=False, indent=1)

    def _item(self, item: dict) -> dict:
        pictures = item["pictures"]
        content = {"content_html": item["html"]} if item["html"] else {"content_text": item["text"]}
        main = {"image": pictures[0].preview} if pictures else {}
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "summary": item["text"],
            **content,
            **main,
            "date_published": item["pubdate"].isoformat(),
            "date_modified": item["updateddate"].isoformat(),
            "tags": list(item["categories"]),
            "language": self.feed["language"],
            **({"attachments": list(map(self._attachment, pictures))} if pictures else {}),
        }

    def _attachment(self, picture: Picture) -> dict:
        words = " – ".join(filter(None, [picture.caption or picture.alt, picture.credit, picture.rights]))
        size = {"size_in_bytes": picture.size} if picture.size else {}
        return {"url": picture.address, "mime_type": kind_of(picture.address), "title": words} | size
