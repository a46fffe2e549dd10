"""How to check us without trusting us."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.record import queries
from qinglian.web.public.log_pages import quorum_words, witness_rows

CANNOT = (
    ("没有人申报的利益冲突", "A conflict of interest that nobody declared"),
    ("两组保管人全部串通，提前读取", "Early reading by all groups of guardians together"),
    (
        "截止与截止清单被见证之间的插入，只能确定在见证时间的范围内",
        "An insertion between the deadline and the witnessed closing list, beyond what witness times bound",
    ),
    ("没有拿到回执的投标，除非投标人提出", "A bid refused before its receipt, unless somebody complains"),
    ("信任名单里没有列出公钥的保管人", "Anything about a guardian whose key is not pinned in the policy"),
)


def verify_page(request: HttpRequest) -> HttpResponse:
    """This will explain the three ways: a folder on a machine without network, the command line, a receipt alone."""
    newest = queries.latest_checkpoint()
    context = {
        "base_url": settings.QINGLIAN_BASE_URL,
        "origin": settings.QINGLIAN_ORIGIN,
        "has_policy": settings.QINGLIAN_POLICY.is_file(),
        "cannot": CANNOT,
        "checkpoint": newest,
        "root": bytes(newest.root).hex() if newest else "",
        "witnesses": witness_rows(),
        "quorum": quorum_words(),
    }
    return render(request, "public/verify.html", context)
