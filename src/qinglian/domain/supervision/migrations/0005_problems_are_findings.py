"""Every problem gets the finding and the order of correction that it would have had from the beginning (ADR 14), with what was written."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import migrations

CHINA = ZoneInfo("Asia/Shanghai")
ADVICE = "请按期整改，写明怎样改的、依据在哪里；由另一人复查后销号。"
RECHECK_DAYS = 7
STATES = {"open": "ordered", "corrected": "handed_in", "closed": "closed"}


def carry_over(apps, _schema_editor):
    Problem = apps.get_model("supervision", "Problem")
    for problem in Problem.objects.filter(finding=None).order_by("pk"):
        problem.finding = noted(apps, problem)
        problem.save(update_fields=["finding"])
        order = ordered(apps, problem)
        write_steps(apps, problem, order)
        turn_duties(apps, problem, order)


def noted(apps, problem):
    is_of_that_day = problem.raised_at.astimezone(CHINA).date() == problem.found_on
    found_by_form = f"self_check:{problem.form_id}" if problem.form_id else f"campaign:{problem.campaign_id}"
    return apps.get_model("integrity", "Finding").objects.create(
        kind=problem.register,
        pillar=problem.pillar,
        source={"style": "style", "tendering": "ledger"}.get(problem.register, found_by_form),
        subject=f"department:{problem.department}",
        department=problem.department,
        point=problem.point,
        year=problem.year,
        problem=problem.words,
        severity="minor",
        found_at=problem.raised_at if is_of_that_day else datetime.combine(problem.found_on, time(), CHINA),
        found_by=problem.raised_by_id,
        is_private=problem.form_id is not None,
    )


def ordered(apps, problem):
    was_returned = problem.state == "open" and problem.correction != ""
    return apps.get_model("integrity", "Rectification").objects.create(
        finding=problem.finding,
        advice=ADVICE,
        owner_id=owner_of(apps, problem),
        due_on=problem.due_on,
        ordered_at=problem.raised_at,
        ordered_by=problem.raised_by_id,
        state="returned" if was_returned else STATES[problem.state],
        round=2 if was_returned else 1,
        handed_in_at=problem.corrected_at,
        corrected_by=problem.corrected_by,
        closed_at=problem.closed_at,
        rechecked_by=problem.closed_by,
    )


def owner_of(apps, problem):
    """Who corrected it; of what nobody has corrected yet, who owes it; where nobody owes it, who registered it."""
    if apps.get_model("people", "Person").objects.filter(pk=problem.corrected_by).exists():
        return problem.corrected_by
    duties = duties_of(apps, problem)
    standing = duties.filter(waived_at=None).first() or duties.first()
    return standing.owed_by_id if standing else problem.raised_by_id


def write_steps(apps, problem, order):
    """The last words of each kind are kept as steps; nobody wrote down who returned a correction, nor when."""
    corrected = ("hand_in_rectification", problem.correction, problem.corrected_by, problem.corrected_at)
    returned = ("return_rectification", problem.remark, "", problem.corrected_at)
    steps = [("order_rectification", ADVICE, problem.raised_by_id, problem.raised_at)]
    if problem.state == "open" and problem.correction:
        steps += [corrected, returned]
    if problem.state == "corrected":
        steps += [returned, corrected] if problem.remark else [corrected]
    if problem.state == "closed":
        steps += [corrected, ("close_rectification", problem.remark, problem.closed_by, problem.closed_at)]
    Step = apps.get_model("integrity", "RectificationStep")
    for act, words, by, at in steps:
        Step.objects.create(rectification=order, act=act, words=words, by=by, at=at or problem.raised_at)


def turn_duties(apps, problem, order):
    """What was owed as the correction of a problem is owed, by its owner alone, as that of its order; what was handed in waits for its re-check."""
    about = f"rectification:{order.pk}" + (f"-{order.round}" if order.round > 1 else "")
    titles = {"title_zh": f"整改单第 {order.pk} 号", "title_en": f"Correction no. {order.pk}"}
    duties = duties_of(apps, problem)
    others = duties.filter(fulfilled_at=None, waived_at=None).exclude(owed_by_id=order.owner_id)
    others.update(waived_at=problem.raised_at, reason="由整改责任人办理")
    if order.state == "handed_in":
        duties.filter(fulfilled_at=None, waived_at=None).update(fulfilled_at=problem.corrected_at)
        owe_recheck(apps, order, about)
    duties.exclude(fulfilled_at=None).update(evidence=about)
    duties.update(kind="rectification", about=about, **titles)


def owe_recheck(apps, order, about):
    officers = apps.get_model("people", "RollEntry").objects.filter(until_at=None, work_post="discipline_officer")
    for officer in officers.exclude(person_id=order.corrected_by):
        apps.get_model("people", "Duty").objects.create(
            kind="recheck",
            owed_by_id=officer.person_id,
            about=about,
            title_zh=f"复查整改单第 {order.pk} 号",
            title_en=f"Check correction no. {order.pk}",
            due_on=order.handed_in_at.astimezone(CHINA).date() + timedelta(days=RECHECK_DAYS),
            opened_at=order.handed_in_at,
        )


def duties_of(apps, problem):
    duties = apps.get_model("people", "Duty").objects
    return duties.filter(kind="problem_correction", about=f"problem:{problem.pk}").order_by("pk")


class Migration(migrations.Migration):
    dependencies = [("people", "0003_roll_and_duties"), ("supervision", "0004_problem_finding")]
    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
