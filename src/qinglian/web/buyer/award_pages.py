"""The tenderer's page from the report to the award: publish the candidates, answer objections, award. Translation only."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qinglian.domain.contracts import actions
from qinglian.domain.contracts import queries as contracts
from qinglian.domain.contracts.award_causes import CAUSES
from qinglian.domain.evaluation import queries as evaluation
from qinglian.domain.objections import actions as objecting
from qinglian.domain.objections import queries as objections
from qinglian.domain.tenders import queries as tenders
from qinglian.law.refusal import NotValid
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.buyer.frame import BUYERS, OFFICER, REVIEWER, own_tender
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.forms import PageForm, spoken
from qinglian.web.shared.tags import word

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Section


class AnnounceForm(PageForm):
    """How long the candidates are public, and where objections go."""

    days = forms.IntegerField(
        label=spoken("公示几日", "Days of publicity"),
        help_text=spoken("不少于 3 日，第一天不算", "At least 3; the first day is not counted"),
        initial=3,
        min_value=1,
        max_value=30,
    )
    objection_address = forms.CharField(
        label=spoken("异议渠道", "Where to object"),
        help_text=spoken("联系人、电话和地址，随公示公开", "Contact, telephone and address; public"),
        max_length=400,
    )


class AnswerForm(PageForm):
    """The answer to an objection."""

    answer = forms.CharField(
        label=spoken("答复", "Answer"),
        help_text=spoken("连同异议一并公开", "Public together with the objection"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )
    upheld = forms.ChoiceField(
        label=spoken("异议是否成立", "Is it upheld"),
        choices=[("no", spoken("不成立", "No")), ("yes", spoken("成立，继续暂停", "Yes: the hold stays"))],
        widget=forms.RadioSelect,
    )


class AwardForm(PageForm):
    """Who is awarded, and why not rank one."""

    number = forms.ChoiceField(label=spoken("确定中标人", "The winner"), widget=forms.RadioSelect)
    cause = forms.ChoiceField(
        label=spoken("不由第一名中标的事由", "Why not rank one"),
        help_text=spoken("第一名中标的不选", "None when rank one wins"),
        choices=[("", spoken("没有", "None")), *((row.code, spoken(row.words.zh, row.words.en)) for row in CAUSES)],
        required=False,
    )
    evidence = forms.CharField(
        label=spoken("依据", "Evidence"),
        help_text=spoken("选了事由的必须写明", "Required with a cause"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )

    def __init__(self, *args: Any, rows: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].choices = [  # type: ignore[attr-defined]
            (str(row["number"]), f"{row['rank']}. {row['name']}") for row in rows
        ]


@for_roles(*BUYERS)
def award_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will show what is to be done between the report and the award."""
    return _page(request, _own(request, code, number))


@for_roles(*OFFICER)
@require_POST
def announce(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will publish the candidates."""
    section, form = _own(request, code, number), AnnounceForm(request.POST)
    return _acted(
        request, section,
        lambda: actions.announce_candidates(section, **form.cleaned_data, by=actor_of_request(request), at=clock.now()),
        Text("中标候选人已公示。", "The candidates are published."),
        announce_form=form,
    )  # fmt: skip


@for_roles(*BUYERS)
@require_POST
def answer(request: HttpRequest, code: str, number: str, objection: int) -> HttpResponse:
    """This will answer an objection."""
    section, form = _own(request, code, number), AnswerForm(request.POST)
    found = objections.objection_at(section, objection)
    return _acted(
        request, section,
        lambda: objecting.answer_objection(
            found, answer=form.cleaned_data["answer"], upheld=form.cleaned_data["upheld"] == "yes",
            by=actor_of_request(request), at=clock.now(),
        ),
        Text("异议已答复并公开。", "The objection is answered, in public."),
        answer_form=form,
    )  # fmt: skip


@for_roles(*REVIEWER)
@require_POST
def decide(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """This will award."""
    section = _own(request, code, number)
    candidacy = contracts.candidacy_of(section)
    form = AwardForm(request.POST, rows=candidacy.rows if candidacy else [])
    return _acted(
        request, section,
        lambda: actions.make_award(
            section, number=int(form.cleaned_data["number"]), cause=form.cleaned_data["cause"],
            evidence=form.cleaned_data["evidence"], by=actor_of_request(request), at=clock.now(),
        ),
        Text("已定标，通知书已发出。", "Awarded; every notice is out."),
        award_form=form,
    )  # fmt: skip


def _own(request: HttpRequest, code: str, number: str) -> "Section":
    own_tender(request, code)
    return tenders.section_for(code, number, asker=actor_of_request(request))


def _acted(
    request: HttpRequest, section: "Section", act: Callable[[], object], said: Text, **typed: PageForm
) -> HttpResponse:
    """This will do the act when its one typed form is valid, and show the page again with what is wrong otherwise."""
    (form,) = typed.values()
    if form.is_valid():
        try:
            act()
        except NotValid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, word(said))
            return redirect("buyer:award", section.tender.code, section.number)
    return _page(request, section, **typed)


def _page(request: HttpRequest, section: "Section", **typed: PageForm) -> HttpResponse:
    by, at = actor_of_request(request), clock.now()
    standing = contracts.standing_of(section, at=at)
    rows = standing.candidacy.rows if standing else []
    result = evaluation.result_of(section)
    context = {
        "section": section,
        "tender": section.tender,
        "standing": standing,
        "result": result,
        "candidates": [row for row in result.document["ranking"] if row["number"] in result.document["candidates"]]
        if result
        else [],
        "objections": objections.objections_of(section, asker=by),
        "waiting": objections.has_waiting(section),
        "is_held": tenders.is_held(section.tender),
        "is_officer": by.has_role(*OFFICER),
        "is_reviewer": by.has_role(*REVIEWER),
        "announce_form": AnnounceForm(),
        "answer_form": AnswerForm(),
        "award_form": AwardForm(rows=rows),
        "now": at,
    } | typed
    return render(request, "buyer/award.html", context, status=422 if typed else 200)
