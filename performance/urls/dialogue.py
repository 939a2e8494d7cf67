"""Addresses of feedback requests, dialogue, feedback rounds, coaching and confidential cases."""

from django.urls import URLPattern, path

from performance.views import (
    after_guidance,
    coaching,
    counselling,
    dialogue,
    feedback,
    feedback_public,
    feedback_requests,
    rounds,
)

FEEDBACK, ASK = "kinerja/umpan-balik/", "kinerja/umpan-balik/minta/"
REQUEST = "kinerja/umpan-balik/permintaan/<int:pk>/"
TALK, ROUND = "kinerja/dialog/", "kinerja/putaran/"
COACHING, CASE = "kinerja/bimbingan/", "kinerja/konseling/"

urlpatterns: list[URLPattern] = [
    path(FEEDBACK + "berkas/<int:pk>/", feedback.feedback_file, name="feedback_file"),
    path(
        FEEDBACK + "tentang/<int:pk>/hasil/<int:result_pk>/",
        feedback.feedback_result,
        name="feedback_result",
    ),
    path(
        FEEDBACK + "tentang/<int:pk>/perilaku/<slug:value>/",
        feedback.feedback_behaviour,
        name="feedback_behaviour",
    ),
    path(ASK, feedback_requests.request_list, name="request_list"),
    path(ASK + "<int:pk>/", feedback_requests.request_people, name="request_people"),
    path(ASK + "<int:pk>/tautan/", feedback_requests.request_link, name="request_link"),
    path(ASK + "<int:pk>/<int:asked_pk>/", feedback_requests.request_new, name="request_new"),
    path(REQUEST, feedback_requests.request_detail, name="request_detail"),
    path(REQUEST + "tolak/", feedback_requests.request_decline, name="request_decline"),
    path(REQUEST + "tarik/", feedback_requests.request_withdraw, name="request_withdraw"),
    path(REQUEST + "tautan-baru/", feedback_requests.request_renew, name="request_renew"),
    path("suara/<str:code>/", feedback_public.feedback_public, name="feedback_public"),
    path(TALK, dialogue.dialogue_list, name="dialogue_list"),
    path(TALK + "baru/<int:pk>/", dialogue.dialogue_new, name="dialogue_new"),
    path(TALK + "<int:pk>/", dialogue.dialogue_detail, name="dialogue_detail"),
    path(TALK + "<int:pk>/ubah/", dialogue.dialogue_edit, name="dialogue_edit"),
    path(TALK + "<int:pk>/sahkan/", dialogue.dialogue_confirm, name="dialogue_confirm"),
    path(TALK + "<int:pk>/tindakan/", dialogue.action_add, name="dialogue_action_add"),
    path(TALK + "tindakan/<int:pk>/", dialogue.action_mark, name="dialogue_action_mark"),
    path(ROUND, rounds.round_list, name="round_list"),
    path(ROUND + "baru/", rounds.round_choose, name="round_choose"),
    path(ROUND + "baru/pegawai/<int:pk>/", rounds.round_new, name="round_new"),
    path(ROUND + "baru/unit/<int:pk>/", rounds.round_unit, name="round_unit"),
    path(ROUND + "<int:pk>/", rounds.round_detail, name="round_detail"),
    path(ROUND + "<int:pk>/batal/", rounds.round_cancel, name="round_cancel"),
    path(ROUND + "<int:pk>/ingatkan/", rounds.round_remind, name="round_remind"),
    path(ROUND + "jawab/<int:pk>/", rounds.round_answer, name="round_answer"),
    path(ROUND + "jawab/<int:pk>/tolak/", rounds.round_decline, name="round_decline"),
    path(ROUND + "hasil/<int:pk>/", rounds.round_result, name="round_result"),
    path(COACHING, coaching.coaching_list, name="coaching_list"),
    path(COACHING + "baru/<int:pk>/", coaching.coaching_new, name="coaching_new"),
    path(COACHING + "<int:pk>/", coaching.coaching_detail, name="coaching_detail"),
    path(COACHING + "<int:pk>/isi/", coaching.coaching_write, name="coaching_write"),
    path(COACHING + "<int:pk>/langkah/", coaching.coaching_steps, name="coaching_steps"),
    path(COACHING + "<int:pk>/setuju/", coaching.coaching_agree, name="coaching_agree"),
    path(COACHING + "<int:pk>/keberatan/", coaching.coaching_object, name="coaching_object"),
    path(COACHING + "<int:pk>/tutup/", coaching.coaching_close, name="coaching_close"),
    path(COACHING + "<int:pk>/pdf/", after_guidance.coaching_pdf, name="coaching_pdf"),
    path(COACHING + "<int:pk>/ambil-alih/", after_guidance.take_over, name="take_over"),
    path(COACHING + "<int:pk>/kesan/", after_guidance.guidance_feedback, name="guidance_feedback"),
    path(COACHING + "<int:pk>/kesan/isi/", after_guidance.guidance_rate, name="guidance_rate"),
    path(COACHING + "<int:pk>/kesan/pdf/", after_guidance.guidance_pdf, name="guidance_pdf"),
    path(
        COACHING + "<int:pk>/kompetensi/", after_guidance.competence_evaluation, name="competence_evaluation"
    ),
    path(COACHING + "<int:pk>/kompetensi/isi/", after_guidance.competence_write, name="competence_write"),
    path(COACHING + "<int:pk>/kompetensi/pdf/", after_guidance.competence_pdf, name="competence_pdf"),
    path(CASE, counselling.case_list, name="case_list"),
    path(CASE + "lapor/<int:pk>/", counselling.case_report, name="case_report"),
    path(CASE + "saya/<int:pk>/", counselling.case_own, name="case_own"),
    path(CASE + "<int:pk>/", counselling.case_detail, name="case_detail"),
    path(CASE + "<int:pk>/konselor/", counselling.case_counsellor, name="case_counsellor"),
    path(CASE + "<int:pk>/konselor/<int:counsellor_pk>/", counselling.case_appoint, name="case_appoint"),
    path(CASE + "<int:pk>/tanpa-konseling/", counselling.case_decline, name="case_decline"),
    path(CASE + "<int:pk>/sesi/", counselling.case_session, name="case_session"),
    path(CASE + "<int:pk>/rekaman/", counselling.case_record, name="case_record"),
    path(CASE + "<int:pk>/tutup/", counselling.case_close, name="case_close"),
    path(CASE + "<int:pk>/pdf/", counselling.case_pdf, name="case_pdf"),
]
