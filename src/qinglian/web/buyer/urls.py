"""Addresses of the pages for `buyer`."""

from django.urls import URLPattern, path

from qinglian.web.buyer import (
    award_pages,
    change_pages,
    desk_page,
    document_pages,
    experts_pages,
    notice_pages,
    project_pages,
    review_pages,
    tender_pages,
    terms_pages,
)

app_name = "buyer"
AWARD = "tenders/<str:code>/sections/<str:number>/award/"
EXPERTS = "tenders/<str:code>/sections/<str:number>/experts/"
NOTICE = "tenders/<str:code>/notices/<int:version>/"
urlpatterns: list[URLPattern] = [
    path("", desk_page.desk_page, name="desk"),
    path("projects/", project_pages.projects_page, name="projects"),
    path("projects/new/", project_pages.new_project, name="new_project"),
    path("projects/<str:code>/", project_pages.project_page, name="project"),
    path("projects/<str:code>/leader-pledge/", project_pages.pledge_as_leader, name="leader_pledge"),
    path("projects/<str:code>/delete/", project_pages.delete_project, name="delete_project"),
    path("tenders/new/", tender_pages.new_tender, name="new_tender"),
    path("tenders/<str:code>/", tender_pages.tender_page, name="tender"),
    path("tenders/<str:code>/edit/", tender_pages.edit_tender, name="edit_tender"),
    path("tenders/<str:code>/delete/", tender_pages.delete_tender, name="delete_tender"),
    path("tenders/<str:code>/sections/new/", tender_pages.new_section, name="new_section"),
    path("tenders/<str:code>/sections/<str:number>/", tender_pages.edit_section, name="edit_section"),
    path("tenders/<str:code>/sections/<str:number>/terms/", terms_pages.section_terms, name="section_terms"),
    path("tenders/<str:code>/sections/<str:number>/terms/judge/", terms_pages.judge_terms, name="judge_terms"),
    path("tenders/<str:code>/sections/<str:number>/delete/", tender_pages.delete_section, name="delete_section"),
    path("tenders/<str:code>/sections/<str:number>/retender/", change_pages.retender, name="retender"),
    path(EXPERTS, experts_pages.experts_page, name="experts"),
    path(EXPERTS + "request/", experts_pages.request_experts, name="request_experts"),
    path(EXPERTS + "abandon/", experts_pages.abandon, name="abandon_draw"),
    path(EXPERTS + "representatives/", experts_pages.name_representative, name="name_representative"),
    path(AWARD, award_pages.award_page, name="award"),
    path(AWARD + "candidates/", award_pages.announce, name="announce"),
    path(AWARD + "objections/<int:objection>/", award_pages.answer, name="answer"),
    path(AWARD + "decide/", award_pages.decide, name="decide"),
    path("tenders/<str:code>/draft/", change_pages.draft_notice, name="draft_notice"),
    path("tenders/<str:code>/amend/", change_pages.amend_notice, name="amend_notice"),
    path("tenders/<str:code>/terminate/", change_pages.terminate_tender, name="terminate_tender"),
    path(NOTICE, review_pages.notice_page, name="notice"),
    path(NOTICE + "approve/", review_pages.approve_notice, name="approve_notice"),
    path(NOTICE + "return/", review_pages.return_notice, name="return_notice"),
    path(NOTICE + "delete/", review_pages.delete_notice, name="delete_notice"),
    path(NOTICE + "documents/add/", document_pages.add_document, name="add_document"),
    path(NOTICE + "documents/<str:sha256>/delete/", document_pages.delete_document, name="delete_document"),
    path(NOTICE + "judge/<str:part>/", notice_pages.judge_part, name="judge_part"),
    path(NOTICE + "<str:part>/", notice_pages.notice_part, name="notice_part"),
]
