"""Addresses of meetings, plans, messages, culture positions and the reading room."""

from django.urls import URLPattern, path

from qinglian.web.centre import (
    library_pages,
    meetings_pages,
    messages_pages,
    plans_pages,
    positions_pages,
    tasks_pages,
)

urlpatterns: list[URLPattern] = [
    path("meetings/", meetings_pages.meetings_page, name="centre_meetings"),
    path("meetings/new/", meetings_pages.new_meeting, name="centre_new_meeting"),
    path("meetings/<int:meeting>/", meetings_pages.meeting_page, name="centre_meeting"),
    path("meetings/decisions/", meetings_pages.decisions_page, name="centre_decisions"),
    path("meetings/decisions/<int:decision>/", meetings_pages.decision_page, name="centre_decision"),
    path("plans/", plans_pages.plans_page, name="centre_plans"),
    path("plans/new/", plans_pages.new_plan, name="centre_new_plan"),
    path("plans/template.xlsx", plans_pages.sheet_template, name="centre_plan_template"),
    path("plans/<int:plan>/", plans_pages.plan_page, name="centre_plan"),
    path("plans/<int:plan>/tasks/new/", plans_pages.new_task, name="centre_new_task"),
    path("plans/<int:plan>/sheet/", plans_pages.import_sheet, name="centre_plan_sheet"),
    path("plans/<int:plan>/sheet.xlsx", plans_pages.export_sheet, name="centre_plan_export"),
    path("plans/tasks/<int:task>/", tasks_pages.task_page, name="centre_task"),
    path("plans/tasks/<int:task>/file", tasks_pages.evidence_file, name="centre_task_file"),
    path("messages/", messages_pages.messages_page, name="centre_messages"),
    path("messages/new/", messages_pages.new_message, name="centre_new_message"),
    path("messages/log/", messages_pages.log_page, name="centre_message_log"),
    path("messages/<int:message>/", messages_pages.message_page, name="centre_message"),
    path("positions/", positions_pages.positions_page, name="centre_positions"),
    path("positions/new/", positions_pages.new_position, name="centre_new_position"),
    path("positions/<int:position>/", positions_pages.position_page, name="centre_position"),
    path("positions/contents/<int:content>/", positions_pages.content_page, name="centre_position_content"),
    path("positions/contents/<int:content>/photo", positions_pages.photo_file, name="centre_position_photo"),
    path("library/", library_pages.library_page, name="centre_library"),
    path("library/new/", library_pages.new_book, name="centre_new_book"),
    path("library/<int:book>/", library_pages.book_page, name="centre_book"),
    path("library/loans/", library_pages.loans_page, name="centre_loans"),
    path("library/loans/<int:loan>/", library_pages.loan_page, name="centre_loan"),
]
