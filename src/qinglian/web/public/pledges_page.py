"""What was pledged in public: the ten don'ts of projects' leaders, by project, and the staff's pledges by post."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.integrity import queries
from qinglian.domain.integrity.leader_pledge import TEN_DONTS
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE, WORK_POST_BY_CODE
from qinglian.law.text import Text
from qinglian.web.shared.paging import sheet_of

if TYPE_CHECKING:
    from qinglian.domain.integrity.queries import PublicPledge

PAGE = 20


@dataclass(frozen=True)
class PostPledge:
    """A post's pledge in the reader's words."""

    pledge: "PublicPledge"
    post: Text
    department: Text
    words: Text


def pledges_page(request: HttpRequest) -> HttpResponse:
    """This will list the leaders' pledges by project, show the ten points with their laws, and the posts' pledges without names."""
    words = request.GET.get("q", "")[:100]
    sheet: Any = sheet_of(queries.leader_pledges(words=words), request=request, size=PAGE)
    posts = [_shown(row) for row in queries.public_pledges()]
    return render(request, "public/pledges.html", {"sheet": sheet, "words": words, "ten": TEN_DONTS, "posts": posts})


def _shown(row: "PublicPledge") -> PostPledge:
    post = WORK_POST_BY_CODE[row.work_post]
    return PostPledge(row, post.name, DEPARTMENT_BY_CODE[post.department].name, Text(row.text, row.translation))
