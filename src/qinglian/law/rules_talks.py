"""The platform's own rules for talks, home visits, families, open days, suggestions and ratings."""

from datetime import date

from qinglian.law.rule import Rule
from qinglian.law.text import Text

START = date(2026, 1, 1)


def _row(key: str, value: int | str, unit: str, zh: str, en: str) -> Rule:
    return Rule(key, value, unit, "PLT", START, True, Text(zh, en))


# fmt: off
TALKS: tuple[Rule, ...] = (
    _row("talk_by_tier", "own_area", "right", "书记谈五类人员，班子成员谈分管科室的负责人和重点岗位，科室负责人谈本科室其他人员", "The secretary talks with five groups, members of the leadership with heads and key posts of their own area, heads with the rest of their section"),
    _row("talk_round_yearly", "once_a_year", "limit", "例行谈话每年安排一轮", "Routine talks have one round a year"),
    _row("talk_round_day", "12-20", "day of the year", "例行谈话一般在这一天以前谈完，安排时可以改", "Routine talks are due by this day unless the round names another"),
    _row("talk_on_appointment_days", 30, "days", "新提拔、新任职的 30 日内任前谈话", "Who is promoted or newly appointed is talked with within 30 days"),
    _row("talk_held", "required", "duty", "谈话记录写明已经谈过的时间、地点、提出的要求和对方表态", "A talk's record names when and where it was held, the requirements put and the reply"),
    _row("talk_content_private", "the_two_and_discipline", "right", "谈话内容只有谈话双方和纪检人员能看", "Only the two and the discipline officer read what was said"),
    _row("home_visit_planned", "key_posts", "right", "机关党委安排班子成员家访重点岗位人员", "The party office plans visits by members of the leadership to holders of key posts"),
    _row("home_visit_private", "visitor_and_party_office", "right", "家访情况只有家访人和机关党委能看", "Only the visitor and the party office read a visit's details"),
    _row("family_voluntary", "voluntary", "right", "家属参加全凭自愿，可以随时撤回，撤回即删除所填内容", "Families take part of their own will; withdrawing deletes what was told"),
    _row("contest_in_order", "required", "duty", "清廉家庭评比依次推荐、投票、评审、公布", "The contest goes from nomination over voting and review to the award"),
    _row("contest_one_vote", 1, "votes", "每人一票", "One vote a person"),
    _row("contest_consent", "required", "duty", "家庭事迹经本人同意才能刊出", "A family's story is shown only with consent"),
    _row("video_internal", "internal_network", "right", "家庭视频只在内部网络播放", "Family videos are shown on the internal network alone"),
    _row("video_max_bytes", 31_457_280, "bytes", "视频不超过 30 MiB", "A video has at most 30 MiB"),
    _row("video_form", "mp4_webm", "form", "视频为 MP4 或者 WebM", "A video is MP4 or WebM"),
    _row("open_day_least_guests", 20, "guests", "开放日到场不少于 20 人", "At least 20 attend an open day"),
    _row("open_day_categories", 7, "categories", "开放日邀请七类代表", "Guests of seven categories are invited"),
    _row("open_day_kept", "required", "duty", "开放日有主题、时间、地点和议程", "An open day has a theme, a time, a place and an agenda"),
    _row("open_day_guest_once", "once", "limit", "同一人同一次只报名一次", "A person signs up once for an open day"),
    _row("suggestion_answer_days", 15, "days", "意见建议 15 日内答复", "A suggestion is answered within 15 days"),
    _row("suggestion_public", "required", "duty", "答复须公开；原文须处理的，写明处理理由", "Answers are published; where the words had to be moderated, the reason is named"),
    _row("suggestions_per_hour", 10, "suggestions", "同一网络地址一小时内最多提交 10 条意见", "At most 10 suggestions from one network address within an hour"),
    _row("ratings_per_hour", 20, "ratings", "同一网络地址一小时内最多提交 20 次评价", "At most 20 ratings from one network address within an hour"),
    _row("receipts_per_hour", 60, "questions", "同一网络地址一小时内最多查询 60 次回执", "At most 60 receipt codes tried from one network address within an hour"),
    _row("rating_favourable", 4, "points", "4 分、5 分为好评；评语逐条答复，连同答复公开", "4 and 5 points are favourable; every remark is answered, and shown with its answer"),
    _row("rating_kept", "required", "duty", "评价一经提交不删除，批评意见全部计入、全部公开", "A rating is never dropped: criticism counts and is shown"),
)
# fmt: on
