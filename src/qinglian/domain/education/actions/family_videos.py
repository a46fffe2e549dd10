"""Videos of families: one a year asked of each leader and head of a section, shown on the internal network alone."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from qinglian.domain.education.events import FamilyVideosAsked, FamilyVideoShown
from qinglian.domain.education.family_policy import (
    VIDEO_STANDINGS,
    is_own,
    is_staff,
    may_organise_families,
)
from qinglian.domain.education.models import FamilyVideo
from qinglian.domain.education.video_form import media_type_of, require_video
from qinglian.domain.people import refusing
from qinglian.domain.people.actions import fulfil_duty, open_duty
from qinglian.domain.people.queries import on_roll
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotNow
from qinglian.law.text import Text
from qinglian.record import blobs
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.models import Secrecy


@transaction.atomic
def ask_family_videos(*, due_on: date, by: Actor, at: datetime) -> int:
    """This will open the year's duty of a video for each leader and head of a section, and return how many they are."""
    if not may_organise_families(by):
        raise refusing.not_yours(Text("机关党委", "the party office"), rule="video_internal")
    if due_on < at.astimezone(CHINA).date():
        raise refusing.not_valid(
            "due_on", Text("期限已经过去。", "The day lies behind us."), Text("请改期限。", "Choose another day."), rule="video_internal"
        )  # fmt: skip
    asked = [row for row in on_roll() if set(VIDEO_STANDINGS) & set(row.standings)]

    title = Text(f"{due_on.year} 年家庭话廉视频", f"The family's video on integrity, {due_on.year}")
    for row in asked:
        about = f"video:{due_on.year}"
        open_duty("family_video", owed_by=row.person, about=about, title=title, due_on=due_on, by=by, at=at)

    event = FamilyVideosAsked(due_on.year, due_on.isoformat(), len(asked))
    append(event, subject=f"family-videos:{due_on.year}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
    return len(asked)


@transaction.atomic
def publish_family_video(*, title: str, data: bytes, by: Actor, at: datetime) -> FamilyVideo:
    """This will keep a family's video (MP4 or WebM, told by its bytes) and fulfil the year's duty; one a year."""
    if not is_staff(by):
        raise refusing.not_yours(Text("中心工作人员", "the centre's staff"), rule="video_internal")
    title = refusing.require_text(title, "title", Text("标题", "The title"), most=80)
    media_type, year = media_type_of(data[:12]), at.astimezone(CHINA).year
    require_video(data, at=at)

    if FamilyVideo.objects.filter(member_id=by.id, year=year, withdrawn_at=None).exists():
        raise _one_a_year()  # before the file is stored: a refused one leaves nothing behind

    name, size = blobs.store([data])
    video = _stored(by.id, year, title, name, media_type, size, at=at)
    about = f"video:{year}"
    fulfil_duty("family_video", owed_by=by.id, about=about, evidence=f"family-video:{video.pk}", by=by, at=at)

    _record(FamilyVideoShown(video.pk, by.id, False), video, by=by, at=at)
    return video


@transaction.atomic
def play_family_video(video: FamilyVideo, *, by: Actor, at: datetime) -> FamilyVideo:  # noqa: ARG001 (every act is told when)
    """This will count one more play. A count is no act of record: nobody's viewing is noted."""
    if not is_staff(by):
        raise refusing.not_yours(Text("中心工作人员", "the centre's staff"), rule="video_internal")
    FamilyVideo.objects.filter(pk=video.pk, withdrawn_at=None).update(plays=F("plays") + 1)
    video.refresh_from_db()
    return video


@transaction.atomic
def withdraw_family_video(video: FamilyVideo, *, by: Actor, at: datetime) -> FamilyVideo:
    """This will withdraw the own family's video and delete its file for good."""
    video = FamilyVideo.objects.select_for_update().get(pk=video.pk)
    if not is_own(video, by):
        raise refusing.not_yours(Text("本人", "the member of staff"), rule="family_voluntary")
    if video.withdrawn_at is not None:
        raise refusing.not_now(
            Text("已经撤回。", "It is withdrawn already."), Text("无须再办。", "Nothing is left to do."), rule="family_voluntary"
        )  # fmt: skip

    video.withdrawn_at = at
    video.save(update_fields=["withdrawn_at"])
    name = video.blob
    if not FamilyVideo.objects.filter(blob=name, withdrawn_at=None).exists():
        transaction.on_commit(lambda: blobs.destroy(name))

    _record(FamilyVideoShown(video.pk, by.id, True), video, by=by, at=at)
    return video


def _stored(member: str, year: int, title: str, name: str, media_type: str, size: int, *, at: datetime) -> FamilyVideo:  # noqa: PLR0917
    try:
        with transaction.atomic():
            return FamilyVideo.objects.create(
                member_id=member, year=year, title=title, blob=name, media_type=media_type, size=size, at=at
            )
    except IntegrityError:
        raise _one_a_year() from None


def _one_a_year() -> NotNow:
    return refusing.not_now(
        Text("您今年已经交过视频。", "You have handed a video in this year."),
        Text("要换的，先撤回再交。", "To replace it, withdraw it first."),
        rule="video_internal",
    )


def _record(event: FamilyVideoShown, video: FamilyVideo, *, by: Actor, at: datetime) -> None:
    append(event, subject=f"person:{video.member_id}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
