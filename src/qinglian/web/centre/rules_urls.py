"""Addresses of the pages of institutional rules, their reviews and the benchmarking of superior documents."""

from django.urls import URLPattern, path

from qinglian.web.centre import benchmark_pages, rules_pages, rules_review_pages, rules_version_pages

RULE = "rules/<int:rule>/"
VERSION = "rules/<int:rule>/versions/<int:rule_version>/"
urlpatterns: list[URLPattern] = [
    path("rules/", rules_pages.register, name="centre_rules"),
    path("rules/new/", rules_pages.new, name="centre_new_rule"),
    path("rules/consultations/", rules_version_pages.consultations, name="centre_rule_consultations"),
    path("rules/reviews/", rules_review_pages.latest, name="centre_rule_reviews"),
    path("rules/reviews/<int:year>/", rules_review_pages.one, name="centre_rule_review"),
    path("rules/reviews/<int:year>/outcomes/", rules_review_pages.propose, name="centre_propose_outcomes"),
    path("rules/reviews/<int:year>/decisions/", rules_review_pages.decide, name="centre_decide_outcomes"),
    path("rules/reviews/<int:year>/close/", rules_review_pages.close, name="centre_close_review"),
    path("rules/benchmarks/", benchmark_pages.documents, name="centre_benchmarks"),
    path("rules/benchmarks/new/", benchmark_pages.new, name="centre_new_benchmark"),
    path("rules/benchmarks/<int:document>/", benchmark_pages.one, name="centre_benchmark"),
    path("rules/clauses/<int:clause>/", benchmark_pages.clause_page, name="centre_clause"),
    path("rules/clauses/<int:clause>/<str:clause_act>/", benchmark_pages.settle, name="centre_settle_clause"),
    path(RULE, rules_pages.one, name="centre_rule"),
    path(RULE + "revise/", rules_pages.revise, name="centre_revise_rule"),
    path(RULE + "repeal/", rules_pages.repeal, name="centre_repeal_rule"),
    path(RULE + "compare/", rules_pages.compare, name="centre_compare_rule"),
    path(VERSION, rules_version_pages.one, name="centre_rule_version"),
    path(VERSION + "edit/", rules_version_pages.edit, name="centre_edit_version"),
    path(VERSION + "upload/", rules_version_pages.upload, name="centre_upload_version"),
    path(VERSION + "file/", rules_version_pages.file, name="centre_version_file"),
    path(VERSION + "answers/<int:comment>/", rules_version_pages.answer, name="centre_answer_comment"),
    path(VERSION + "<str:version_act>/", rules_version_pages.act, name="centre_act_on_version"),
]
