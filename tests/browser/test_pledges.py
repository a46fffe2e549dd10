"""Rounds, the compendium, pledges and lists of duties in a real browser, with the demo's year: both widths, both languages, no fault."""

from datetime import datetime, timedelta

import pytest

from qinglian.domain.integrity import queries
from qinglian.domain.integrity.models import DutyList, Pledge, RiskProposal, RiskRound
from qinglian.domain.people.models import Person
from qinglian.record import keys
from qinglian.record.clock import CHINA
from tests.browser.desk import Desk, axe_clean, fits
from tests.factories import rounds
from tests.stories.cast import gather
from tests.stories.clean import pledges, roll
from tests.stories.stage import Stage

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)
WINDOWS = ((False, "zh-CN"), (True, "zh-CN"), (False, "en"))


def test_the_years_pages_are_clean_and_fit(desk: Desk) -> None:
    keys.make_keys()
    with Stage(NOW - timedelta(days=70)).open() as stage:
        cast = gather(stage)
        roll.play(stage, cast)
        pledges.play(stage, cast, NOW)
        campaign = queries.campaign_on(NOW.date())
        assert campaign is not None
        pages = (
            ("rounds", "discipline", "/centre/rounds/"),
            ("round", "discipline", f"/centre/rounds/{RiskRound.objects.get().pk}/"),
            (
                "proposal",
                "director",
                f"/centre/rounds/proposals/{RiskProposal.objects.filter(state='refused').get().pk}/",
            ),
            ("compendium", "director", "/centre/rounds/compendium/"),
            ("point", "director", "/supervisor/wall/R22/"),
            ("pledges", "party", "/centre/pledges/"),
            ("campaign", "director", f"/centre/pledges/{campaign.pk}/"),
            ("sign", "counter", "/centre/pledges/own/"),
            ("pledge", "director", f"/centre/pledges/signed/{Pledge.objects.filter(work_post='host').first().pk}/"),
            ("lists", "party", "/centre/duty-lists/"),
            ("list", "party", f"/centre/duty-lists/{DutyList.objects.filter(state='reviewed').first().pk}/"),
            ("lists-own", "head-finance", "/centre/duty-lists/own/"),
            ("mine", "counter", "/centre/mine/"),
            ("public", "", "/pledges/"),
        )
        for phone, language in WINDOWS:
            for name, login, address in pages:
                person = Person.objects.get(login=login) if login else None
                page = desk.page(person=person, phone=phone, language=language)
                page.goto(desk.url(address))
                axe_clean(page)
                fits(page)
                if not (
                    phone and name == "compendium"
                ):  # a picture of 56 points at double density is too large to take in time
                    desk.picture(page, f"pledges-{name}-{'phone' if phone else 'desk'}-{language[:2]}")
                page.context.close()


def test_a_round_waits_for_the_officer_and_a_form_explains(desk: Desk) -> None:
    keys.make_keys()
    with Stage(rounds.AT).open():
        team = rounds.house()
        found = rounds.opened_round(team.discipline)
        rounds.proposed(found, team.head, work_post="notice_officer", name="公告发布以前走漏")
        rounds.proposed(found, team.head, work_post="host", name="开标记录事后改动")
        for phone in (False, True):
            page = desk.page(person=team.discipline, phone=phone)
            page.goto(desk.url(f"/centre/rounds/{found.pk}/"))
            axe_clean(page)
            fits(page)
            desk.picture(page, f"pledges-examine-{'phone' if phone else 'desk'}-zh")
            page = desk.page(person=team.host, phone=phone)
            page.goto(desk.url(f"/centre/rounds/{found.pk}/propose/"))
            page.get_by_role("button", name="提出", exact=True).click()
            axe_clean(page)
            fits(page)
            desk.picture(page, f"pledges-propose-{'phone' if phone else 'desk'}-zh")
