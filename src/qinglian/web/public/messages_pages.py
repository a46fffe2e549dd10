"""The day's message for everybody: the LED screen's page and the feeds (JSON Feed 1.1, RSS 2.0)."""

from email.utils import format_datetime
from hashlib import sha256
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from qinglian.domain.education import queries
from qinglian.domain.education.culture_words import MESSAGE_KINDS
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.tags import language, word

if TYPE_CHECKING:
    from qinglian.domain.education.queries import DayText

SECONDS = 60


def screen_page(request: HttpRequest) -> HttpResponse:
    """This will show the day's message alone, large enough for a screen across a hall; it renews itself."""
    context = {"today": queries.message_of_day(clock.now()), "seconds": SECONDS}
    return render(request, "public/message_screen.html", context)


def screen_live(request: HttpRequest) -> HttpResponse:
    """This will answer 304 while the message is the same, else the screen's moving part."""
    today = queries.message_of_day(clock.now())
    mark = f'"{sha256(f"{today}|{language()}".encode()).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == mark:
        return HttpResponseNotModified()
    html = render_to_string("public/_message_screen.html", {"today": today}, request=request)
    return HttpResponse(html, headers={"ETag": mark, "Cache-Control": "no-cache"})


def feed_json(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """This will hand out the last messages as JSON Feed 1.1."""
    base = settings.QINGLIAN_BASE_URL
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(),
        "home_page_url": f"{base}/",
        "feed_url": f"{base}/messages/feed.json",
        "language": word(Text("zh-CN", "en")),
        "items": [
            {
                "id": _id(row),
                "url": f"{base}/messages/screen/",
                "title": word(MESSAGE_KINDS[row.kind]),
                "content_text": row.text,
                "authors": [{"name": row.source}],
                "date_published": row.released_at.isoformat() if row.released_at else "",
            }
            for row in queries.messages_released(clock.now())
        ],
    }
    answer = JsonResponse(body, json_dumps_params={"ensure_ascii": False})
    answer["Content-Type"] = "application/feed+json; charset=utf-8"
    return answer


def feed_xml(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """This will hand out the last messages as RSS 2.0."""
    base = settings.QINGLIAN_BASE_URL
    rss = Element("rss", version="2.0")
    channel = SubElement(rss, "channel")
    for name, text in (
        ("title", _title()),
        ("link", f"{base}/"),
        ("description", word(Text("每日廉政格言和典型案例", "Each day a maxim on integrity or a case"))),
        ("language", word(Text("zh-cn", "en"))),
    ):
        SubElement(channel, name).text = text
    for row in queries.messages_released(clock.now()):
        item = SubElement(channel, "item")
        SubElement(item, "title").text = f"{word(MESSAGE_KINDS[row.kind])} {row.day.isoformat()}"
        SubElement(item, "description").text = f"{row.text}{word(Text('——', ' — '))}{row.source}"
        SubElement(item, "link").text = f"{base}/messages/screen/"
        SubElement(item, "guid", isPermaLink="false").text = _id(row)
        if row.released_at:
            SubElement(item, "pubDate").text = format_datetime(row.released_at)
    data = tostring(rss, encoding="utf-8", xml_declaration=True)
    return HttpResponse(data, content_type="application/rss+xml; charset=utf-8")


def _id(row: "DayText") -> str:
    return f"{settings.QINGLIAN_ORIGIN}/messages/{row.day.isoformat()}"


def _title() -> str:
    name = settings.QINGLIAN_CENTRE_NAME
    return word(Text(f"{name['zh']}每日廉政", f"{name['en']}: integrity day by day"))
