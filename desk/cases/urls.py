"""Addresses of the counsellors' pages."""

from __future__ import annotations

from django.urls import path

from desk.cases.views import actions, case, insert, live, queue

app_name = "cases"

urlpatterns = [
    path("", queue.show_queue, name="queue"),
    path("live", live.live, name="live"),
    path("queue/news", queue.queue_news, name="queue_news"),
    path("queue/calls", queue.count_calls, name="calls"),
    path("cases/<uuid:case_id>/", case.show_case, name="case"),
    path("cases/<uuid:case_id>/news", case.case_news, name="news"),
    path("cases/<uuid:case_id>/articles", insert.case_articles, name="articles"),
    path("cases/<uuid:case_id>/insert", insert.insert, name="insert"),
    path("cases/<uuid:case_id>/claim", actions.claim_case, name="claim"),
    path("cases/<uuid:case_id>/acknowledge", actions.acknowledge_case, name="acknowledge"),
    path("cases/<uuid:case_id>/reply", actions.send_reply, name="reply"),
    path("cases/<uuid:case_id>/draft", actions.keep_draft, name="draft"),
    path("cases/<uuid:case_id>/hand-back", actions.hand_case_back, name="hand_back"),
    path("cases/<uuid:case_id>/resolve", actions.resolve_case, name="resolve"),
    path("cases/<uuid:case_id>/reopen", actions.reopen_case, name="reopen"),
    path("cases/<uuid:case_id>/send-again", actions.retry_deliveries, name="send_again"),
    path("cases/<uuid:case_id>/give-up", actions.drop_deliveries, name="give_up"),
]
