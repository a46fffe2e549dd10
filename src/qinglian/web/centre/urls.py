"""Addresses of the pages for `centre`."""

from django.urls import URLPattern, path

from qinglian.web.centre import (
    desk_page,
    evaluation_pages,
    experts_pages,
    keys,
    mine_page,
    notices,
    organisations,
    rectification_urls,
    registrations,
)

EVALUATION = "evaluations/<str:code>/<str:number>/"
urlpatterns: list[URLPattern] = [
    path("", desk_page.desk, name="centre_desk"),
    path("mine/", mine_page.mine, name="centre_mine"),
    path("notices/", notices.notices_page, name="centre_notices"),
    path("notices/<str:code>/<int:version>/", notices.notice_page, name="centre_notice"),
    path("notices/<str:code>/<int:version>/publish/", notices.publish_notice, name="centre_publish_notice"),
    path("notices/<str:code>/<int:version>/refuse/", notices.refuse_notice, name="centre_refuse_notice"),
    path("registrations/", registrations.queue, name="centre_registrations"),
    path("registrations/<int:filing_id>/", registrations.one, name="centre_filing"),
    path("received/", registrations.received, name="centre_received"),
    path("received/confirm/", registrations.confirm, name="centre_confirm"),
    path("evaluations/", evaluation_pages.evaluations, name="centre_evaluations"),
    path(EVALUATION, evaluation_pages.evaluation, name="centre_evaluation"),
    path(EVALUATION + "live/", evaluation_pages.evaluation_live, name="centre_evaluation_live"),
    path(EVALUATION + "open/", evaluation_pages.open_session, name="centre_open_session"),
    path(EVALUATION + "seats/<int:seat>/identity/", evaluation_pages.check_identity, name="centre_check_identity"),
    path(EVALUATION + "replacements/", evaluation_pages.replace_member, name="centre_replace_member"),
    path("keys/", keys.queue, name="centre_keys"),
    path("keys/<int:key_id>/", keys.one, name="centre_key"),
    path("organisations/", organisations.register, name="centre_organisations"),
    path("organisations/<str:organisation_id>/", organisations.one, name="centre_organisation"),
    path("organisations/<str:organisation_id>/restore/", organisations.restore, name="centre_restore"),
    path("organisations/<str:organisation_id>/people/", organisations.people, name="centre_people"),
    path("people/", organisations.own_people, name="centre_own_people"),
    path("posts/<int:post_id>/end/", organisations.end_post, name="centre_end_post"),
    path("posts/<int:post_id>/reset/", organisations.reset_sign_in, name="centre_reset"),
    path("experts/", experts_pages.register, name="centre_experts"),
    path("experts/new/", experts_pages.new, name="centre_new_expert"),
    path("experts/<str:expert_id>/", experts_pages.one, name="centre_expert"),
    path("experts/<str:expert_id>/edit/", experts_pages.edit, name="centre_edit_expert"),
    path("experts/<str:expert_id>/admit/", experts_pages.admit, name="centre_admit_expert"),
    path("experts/<str:expert_id>/suspend/", experts_pages.suspend, name="centre_suspend_expert"),
    path("experts/<str:expert_id>/remove/", experts_pages.remove, name="centre_remove_expert"),
    path("authorities/", organisations.authority, name="centre_authority"),
    *rectification_urls.urlpatterns,
]
