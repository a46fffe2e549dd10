"""The yearly plan: completion is computed, tasks close with evidence, a pair closes in one act, a sheet comes in whole or not at all."""

from datetime import timedelta
from io import BytesIO
from threading import Thread

import pytest
from django.db import IntegrityError, connection
from openpyxl import Workbook, load_workbook

from qinglian.domain.integrity import actions, plan_sheet, queries
from qinglian.domain.integrity.evidence_file import EvidenceFile
from qinglian.domain.integrity.lifecycle import WORK_PLAN, WORK_TASK
from qinglian.domain.integrity.models import WorkPlan, WorkTask
from qinglian.domain.people.models import Duty
from qinglian.law.refusal import NotAllowed, NotNow, NotValid, Refusal
from qinglian.record import blobs
from tests.factories import culture, staff
from tests.factories.culture import AT, TODAY, YEAR, task_input
from tests.house.test_words import HAN

pytestmark = pytest.mark.django_db
PDF = EvidenceFile("抽查记录.pdf", b"%PDF-1.7 record")


@pytest.mark.meets("Z14")
def test_neither_side_of_a_pair_closes_alone_and_both_close_in_one_act() -> None:
    leader, by, owner = staff.deputy(), culture.officer(), staff.head()
    _, item, pair = culture.issued_pair(by, leader, owner)
    worker = staff.actor(owner)
    culture.evidenced(item, worker)
    with pytest.raises(NotNow) as refused:
        actions.close_task(item, by=staff.actor(leader), at=AT)
    assert refused.value.rule == "task_pair"
    with pytest.raises(NotNow):  # the reverse: the integrity side has no evidence itself
        actions.close_task(pair, by=staff.actor(leader), at=AT)
    actions.return_task(item, reason="请补充部署记录", by=staff.actor(leader), at=AT)
    culture.evidenced(pair, worker)
    with pytest.raises(NotNow):
        actions.close_task(pair, by=staff.actor(leader), at=AT)
    actions.hand_in_evidence(item, evidence="已补充。", by=worker, at=AT)
    closed = actions.close_task(pair, by=staff.actor(leader), at=AT)
    assert {task.number: task.state for task in closed} == {1: "closed", 2: "closed"}
    assert set(Duty.objects.values_list("fulfilled_at", flat=True)) == {AT}


@pytest.mark.meets("Z14")
def test_items_that_lack_their_pair_are_listed_and_do_not_close() -> None:
    leader, by, owner = staff.deputy(), culture.officer(), staff.head()
    plan, _, _ = culture.issued_pair(by, leader, owner)
    alone = actions.add_task(plan, task_input(leader, owner, 3, "daily"), by=by, at=AT)
    actions.add_task(plan, task_input(leader, owner, 4, "integrity"), by=by, at=AT)
    assert list(queries.items_lacking_pair(plan, asker=by, on=TODAY)) == [alone]
    assert queries.plans_figures(by, on=TODAY)[1].done == 1
    actions.hand_in_evidence(alone, evidence="值班表", by=staff.actor(owner), at=AT)
    with pytest.raises(NotNow):
        actions.close_task(alone, by=staff.actor(leader), at=AT)
    late = actions.add_task(plan, task_input(leader, owner, 6, "integrity", pairs=3), by=by, at=AT)
    culture.evidenced(late, staff.actor(owner))
    assert len(actions.close_task(alone, by=staff.actor(leader), at=AT)) == 2
    with pytest.raises(NotValid):  # an item that is over takes no pair
        actions.add_task(plan, task_input(leader, owner, 7, "integrity", pairs=3), by=by, at=AT)
    with pytest.raises(NotValid):
        actions.add_task(plan, task_input(leader, owner, 5, "integrity", pairs=1), by=by, at=AT)
    with pytest.raises(NotValid):
        actions.add_task(plan, task_input(leader, owner, 5, "business", pairs=3), by=by, at=AT)


@pytest.mark.meets("Z16")
def test_completion_and_overdue_are_computed_and_a_task_closes_only_with_evidence() -> None:
    leader, by, owner = staff.deputy(), culture.officer(), staff.head()
    plan, item, _ = culture.issued_pair(by, leader, owner)
    third = actions.add_task(plan, task_input(leader, owner, 3, "integrity"), by=by, at=AT)
    late = culture.DUE + timedelta(days=1)

    def standing() -> tuple[int, int, int]:
        told = queries.progress_of(queries.tasks_in(plan, asker=by, on=late), on=late)
        return told.done, told.due, told.overdue

    assert standing() == (0, 3, 3)
    with pytest.raises(NotNow):
        actions.close_task(third, by=staff.actor(leader), at=AT)
    with pytest.raises(NotValid):
        actions.hand_in_evidence(third, evidence="  ", by=staff.actor(owner), at=AT)
    actions.hand_in_evidence(third, evidence="抽查 20 份。", file=PDF, by=staff.actor(owner), at=AT)
    assert blobs.read(WorkTask.objects.get(pk=third.pk).evidence_blob) == PDF.data
    with pytest.raises(NotAllowed):
        actions.close_task(third, by=staff.actor(owner), at=AT)
    actions.close_task(third, by=staff.actor(leader), at=AT)
    assert standing() == (1, 3, 2)
    figure = queries.plans_figures(by, on=late)[0]
    assert (figure.done, figure.due, figure.overdue) == (1, 3, 2)
    with pytest.raises(IntegrityError):
        WorkTask.objects.filter(pk=item.pk).update(state="closed")


def test_issue_plan_makes_every_task_a_duty_of_its_owner() -> None:
    leader, by, owner = staff.deputy(), culture.officer(), staff.head()
    plan = culture.plan(by)
    with pytest.raises(NotNow):
        culture.plan(by)
    with pytest.raises(NotNow):
        actions.issue_plan(plan, by=staff.actor(leader), at=AT)
    task = actions.add_task(plan, task_input(leader, owner, 1), by=by, at=AT)
    with pytest.raises(NotNow):
        actions.hand_in_evidence(task, evidence="提前", by=staff.actor(owner), at=AT)
    with pytest.raises(NotAllowed):
        actions.issue_plan(plan, by=by, at=AT)
    actions.issue_plan(plan, by=staff.actor(leader), at=AT)
    duty = Duty.objects.get()
    assert (duty.kind, duty.owed_by, duty.about, duty.due_on) == ("work_task", owner, f"task:{task.pk}", task.due_on)


def test_stages_follow_one_another_and_come_before_the_evidence_of_a_pair() -> None:
    leader, by, owner = staff.deputy(), culture.officer(), staff.head()
    _, item, _ = culture.issued_pair(by, leader, owner)
    worker = staff.actor(owner)
    for stage in ("advance", "carry_out"):
        with pytest.raises(Refusal):
            actions.note_stage(item, stage=stage, words="推进", by=worker, at=AT)
    with pytest.raises(NotNow):
        actions.hand_in_evidence(item, evidence="跳过部署", by=worker, at=AT)
    actions.note_stage(item, stage="deploy", words="已部署", by=worker, at=AT)
    with pytest.raises(NotNow):
        actions.note_stage(item, stage="deploy", words="再部署", by=worker, at=AT)
    with pytest.raises(NotAllowed):
        actions.note_stage(item, stage="advance", words="推进", by=staff.actor(staff.member()), at=AT)


def test_evidence_file_is_what_its_name_says_and_not_too_large() -> None:
    leader, by, owner = staff.deputy(), culture.officer(), staff.head()
    _, item, _ = culture.issued_pair(by, leader, owner)
    for stage in ("deploy", "advance"):
        actions.note_stage(item, stage=stage, words="办了", by=staff.actor(owner), at=AT)
    for file in (
        EvidenceFile("a.exe", b"MZ"),
        EvidenceFile("a.pdf", b"MZ"),
        EvidenceFile("a.pdf", b"%PDF-" + bytes(10_485_761)),
    ):
        with pytest.raises(NotValid):
            actions.hand_in_evidence(item, evidence="见附件", file=file, by=staff.actor(owner), at=AT)


def test_drop_task_ends_both_sides_and_waives_their_duties() -> None:
    leader, by, owner = staff.deputy(), culture.officer(), staff.head()
    plan, item, _ = culture.issued_pair(by, leader, owner)
    assert len(actions.drop_task(item, reason="上级取消", by=by, at=AT)) == 2
    assert set(Duty.objects.values_list("waived_at", flat=True)) == {AT}
    assert queries.progress_of(queries.tasks_in(plan, asker=by, on=TODAY), on=TODAY).due == 0


def sheet(*rows: tuple[object, ...], language: str = "zh") -> bytes:
    """This will write a sheet with these rows."""
    book, file = Workbook(), BytesIO()
    for row in (plan_sheet.said(plan_sheet.HEADS, language), *rows):
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def test_import_tasks_takes_every_row_or_tells_what_is_wrong_and_writes_nothing() -> None:
    staff.deputy("卢甲")
    staff.head("齐乙")
    by = culture.officer()
    plan = culture.plan(by)
    good = (1, "业务", "建廉", "压缩核验时限", "卢甲", "交易管理科", "齐乙", f"{YEAR}-06-30", None)
    pair = (2, "廉政", "建廉", "抽查核验岗位", "卢甲", "交易管理科", "齐乙", f"{YEAR}-06-30", 1)
    bad = (2, "别的", "建廉", "", "齐乙", "交易科", "无此人", "六月底", "甲")
    checked = queries.checked_sheet(plan, data=sheet(good, bad), asker=by, at=AT)
    assert {(fault.row, fault.column.zh) for fault in checked.faults} == {
        (3, column) for column in ("类别", "任务", "责任领导", "责任科室", "责任人", "完成时限", "配对编号")
    }
    with pytest.raises(NotValid):
        actions.import_tasks(plan, data=sheet(good, bad), by=by, at=AT)
    twice = queries.checked_sheet(plan, data=sheet(good, good, (*pair[:8], 9)), asker=by, at=AT)
    assert [(fault.row, fault.column.zh) for fault in twice.faults] == [(3, "编号"), (4, "配对编号")]
    for data in (b"no sheet", sheet()[:200], sheet()):
        with pytest.raises(NotValid):
            actions.import_tasks(plan, data=data, by=by, at=AT)
    assert WorkTask.objects.count() == 0
    assert len(actions.import_tasks(plan, data=sheet(pair, good), by=by, at=AT)) == 2
    assert WorkTask.objects.get(number=2).pairs == WorkTask.objects.get(number=1)


def test_sheet_of_plan_can_be_read_again_and_holds_no_formula() -> None:
    leader, by, owner = staff.deputy("卢甲"), culture.officer(), staff.head("齐乙")
    plan = culture.plan(by)
    actions.add_tasks(plan, [task_input(leader, owner, 1, title="=1+1")], by=by, at=AT)
    book = load_workbook(BytesIO(queries.sheet_of_plan(plan, asker=by, on=TODAY, language="zh-hans")))
    cell = book.active["D2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert load_workbook(BytesIO(queries.sheet_template(language="zh-hans"))).active["A2"].value == 101


def test_sheet_of_plan_in_english_can_be_read_again() -> None:
    leader, by, owner = staff.deputy("Lu"), culture.officer(), staff.head("Qi")
    plan = culture.plan(by)
    actions.add_tasks(plan, [task_input(leader, owner, 1, title="Verify sooner")], by=by, at=AT)
    written = load_workbook(BytesIO(queries.sheet_of_plan(plan, asker=by, on=TODAY, language="en"))).active
    told = [cell.value for row in written.iter_rows() for cell in row]
    assert [one for one in told if HAN.search(str(one))] == []
    again = [2, *(cell.value for cell in written[2][1 : len(plan_sheet.HEADS)])]
    assert len(actions.import_tasks(plan, data=sheet(tuple(again), language="en"), by=by, at=AT)) == 1
    first, second = WorkTask.objects.order_by("number")
    assert (second.kind, second.pillar, second.department) == (first.kind, first.pillar, first.department)


@pytest.mark.parametrize("state", [state.code for state in WORK_TASK.states])
def test_every_act_on_a_task_in_every_state(state: str) -> None:
    leader, by, owner = staff.deputy(), culture.officer(), staff.head()
    worker, closer = staff.actor(owner), staff.actor(leader)
    plan, _, _ = culture.issued_pair(by, leader, owner)
    acts = {
        "note_stage": lambda task: actions.note_stage(task, stage="deploy", words="部署", by=worker, at=AT),
        "hand_in_evidence": lambda task: actions.hand_in_evidence(task, evidence="依据", by=worker, at=AT),
        "return_task": lambda task: actions.return_task(task, reason="补充", by=closer, at=AT),
        "close_task": lambda task: actions.close_task(task, by=closer, at=AT),
        "drop_task": lambda task: actions.drop_task(task, reason="停办", by=by, at=AT),
    }
    assert set(acts) == {move.act for move in WORK_TASK.moves}
    for number, (act, run) in enumerate(acts.items(), start=10):
        task = actions.add_task(plan, task_input(leader, owner, number, "integrity"), by=by, at=AT)
        WorkTask.objects.filter(pk=task.pk).update(state=state, evidence="依据")
        if act in {move.act for move in WORK_TASK.moves_from(state)}:
            run(task)
        else:
            with pytest.raises(NotNow):
                run(task)


@pytest.mark.parametrize("state", [state.code for state in WORK_PLAN.states])
def test_every_act_on_a_plan_in_every_state(state: str) -> None:
    leader, by, owner = staff.deputy(), culture.officer(), staff.head()
    plan = culture.plan(by)
    actions.add_task(plan, task_input(leader, owner, 1), by=by, at=AT)
    WorkPlan.objects.filter(pk=plan.pk).update(state=state)
    actions.add_task(plan, task_input(leader, owner, 2), by=by, at=AT)
    if state == "draft":
        actions.issue_plan(plan, by=staff.actor(leader), at=AT)
    else:
        with pytest.raises(NotNow):
            actions.issue_plan(plan, by=staff.actor(leader), at=AT)


@pytest.mark.django_db(transaction=True)
def test_two_who_close_a_pair_at_once_close_it_once() -> None:
    leader, by, owner = staff.deputy(), culture.officer(), staff.head()
    _, item, pair = culture.issued_pair(by, leader, owner)
    for side in (item, pair):
        culture.evidenced(side, staff.actor(owner))
    ended: list[str] = []

    def close(side: WorkTask) -> None:
        try:
            actions.close_task(side, by=staff.actor(leader), at=AT)
            ended.append("closed")
        except NotNow:
            ended.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=close, args=(side,)) for side in (item, pair)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["closed", "refused"]
