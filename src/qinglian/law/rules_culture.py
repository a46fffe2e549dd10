"""The platform's own rules for committee meetings, the yearly plan, messages, culture positions and the reading room."""

from datetime import date

from qinglian.law.rule import Rule
from qinglian.law.text import Text

START = date(2023, 1, 1)


def _row(key: str, value: int | str, unit: str, zh: str, en: str) -> Rule:
    return Rule(key, value, unit, "PLT", START, True, Text(zh, en))


# fmt: off
CULTURE: tuple[Rule, ...] = (
    _row("meetings_kept", "party_office", "duty", "党委会由机关党委登记", "The party office registers committee meetings"),
    _row("meeting_topic", "listed", "choice", "每项议题归入列出的主题", "Each item of an agenda belongs to a listed topic"),
    _row("meeting_agenda", "required", "duty", "会议至少有一项议题", "A meeting has at least one item on its agenda"),
    _row("meeting_held_day", "not ahead", "moment", "会议在当天或者之后登记召开", "A meeting is registered as held on its day or later"),
    _row("owner_on_roll", "required", "duty", "责任人在花名册上", "Whoever answers for a thing is on the roll"),
    _row("leader_of_leadership", "required", "duty", "责任领导是班子成员", "The responsible leader belongs to the leadership"),
    _row("plans_kept", "party_office", "duty", "工作计划由机关党委编制，中心领导印发", "The party office prepares the plan, a leader issues it"),
    _row("plan_year_once", "once", "limit", "一年一个工作计划", "One plan a year"),
    _row("plan_due_in_year", "within the year", "limit", "任务期限在计划年度内", "A task is due within the plan's year"),
    _row("task_number_once", "once", "limit", "任务编号在计划内不重复", "A task's number stands once in its plan"),
    _row("task_kind", "listed", "choice", "任务类别、四廉和科室为列出的项", "Kind, pillar and section of a task are listed ones"),
    _row("task_pair", "both sides", "duty", "业务和日常工作配一项廉政任务，两边一起销号", "Business and daily items have a paired integrity task; both close together"),
    _row("task_stages", "in order", "duty", "配对任务先部署、再推进、后落实", "Paired tasks are deployed, then advanced, then carried out"),
    _row("task_evidence", "required", "duty", "凭落实依据销号", "A task closes with evidence alone"),
    _row("task_evidence_max_bytes", 10_485_760, "bytes", "依据附件不超过 10 MiB", "A file of evidence has at most 10 MiB"),
    _row("task_evidence_types", "pdf|docx|xlsx|png|jpg", "types", "依据附件为 PDF、DOCX、XLSX 或者图片", "A file of evidence is PDF, DOCX, XLSX or an image"),
    _row("plan_sheet_form", "template", "form", "任务分解表按模板填写", "The sheet of tasks has the form of the template"),
    _row("plan_sheet_rows_max", 500, "rows", "一张任务分解表不超过 500 行", "A sheet of tasks has at most 500 rows"),
    _row("plan_sheet_max_bytes", 2_097_152, "bytes", "任务分解表不超过 2 MiB", "A sheet of tasks has at most 2 MiB"),
    _row("messages_kept", "party_office", "duty", "廉政消息由机关党委管理", "The party office keeps the messages"),
    _row("message_hour", 7, "hour", "当天的消息七点起推送", "The day's message is released from seven o'clock"),
    _row("message_day_ahead", "not past", "moment", "只安排今天和以后的消息，推送过的不改", "Messages are scheduled for today and later; a released one stays"),
    _row("message_kind", "listed", "choice", "消息为格言或者典型案例", "A message is a motto or a typical case"),
    _row("positions_kept", "party_office", "duty", "文化阵地由机关党委登记，保管人更新", "The party office registers culture positions, the keeper renews them"),
    _row("position_kind", "listed", "choice", "阵地类别和区域为列出的项", "Kind and area of a position are listed ones"),
    _row("position_interval_days_most", 366, "days", "更新周期不超过一年", "A position is renewed at least once a year"),
    _row("photo_max_bytes", 10_485_760, "bytes", "照片不超过 10 MiB", "A photograph has at most 10 MiB"),
    _row("photo_max_pixels", 50_000_000, "pixels", "照片不超过 5000 万像素", "A photograph has at most 50 million pixels"),
    _row("photo_side_pixels", 1600, "pixels", "照片长边缩到 1600 像素保存", "A photograph is kept with at most 1600 pixels on its long side"),
    _row("photo_readable", "jpeg|png|webp", "types", "照片为能打开的 JPEG、PNG 或者 WebP", "A photograph is a readable JPEG, PNG or WebP"),
    _row("library_kept", "party_office", "duty", "图书由机关党委编目，职工借阅", "The party office catalogues books, staff borrow them"),
    _row("book_category", "listed", "choice", "图书归入列出的类别", "A book belongs to a listed category"),
    _row("book_code_once", "once", "limit", "图书编号不重复", "A book's code stands once"),
    _row("book_copies_most", 50, "copies", "一次入库不超过 50 册", "At most 50 copies at once"),
    _row("loan_days", 30, "days", "借期 30 天", "A book is lent for 30 days"),
    _row("loans_most", 3, "books", "一人同时最多借 3 册", "At most 3 books for one person at once"),
    _row("copy_lent_once", "once", "limit", "一册同时只借给一人", "A copy is lent to one person at a time"),
)
# fmt: on
