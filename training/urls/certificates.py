"""Addresses of certificates, hours and follow-ups."""

from django.urls import path

from training.views import certificates, feedback, follow_ups, hours

urlpatterns = [
    path("pelatihan/jp/", hours.my_hours, name="my_hours"),
    path("pelatihan/jp/pegawai/<int:pk>/", hours.person_hours, name="person_hours"),
    path("pelatihan/jp/unit/", hours.unit_hours, name="unit_hours"),
    path("pelatihan/sertifikat/", certificates.certificate_list, name="certificate_list"),
    path("pelatihan/sertifikat/unggah/", certificates.certificate_new, name="certificate_new"),
    path("pelatihan/sertifikat/<int:pk>/", certificates.certificate_detail, name="certificate_detail"),
    path(
        "pelatihan/sertifikat/<int:pk>/putusan/", certificates.certificate_decide, name="certificate_decide"
    ),
    path(
        "pelatihan/sertifikat/<int:pk>/tarik/", certificates.certificate_withdraw, name="certificate_withdraw"
    ),
    path("pelatihan/sertifikat/<int:pk>/cabut/", certificates.certificate_revoke, name="certificate_revoke"),
    path(
        "pelatihan/sertifikat/<int:pk>/terbit-ulang/",
        certificates.certificate_reissue,
        name="certificate_reissue",
    ),
    path("pelatihan/sertifikat/<int:pk>/berkas/", certificates.certificate_file, name="certificate_file"),
    path("pelatihan/sertifikat/<int:pk>/pdf/", certificates.certificate_pdf, name="certificate_pdf"),
    path("pelatihan/kelas/<int:pk>/sertifikat/", certificates.certificates_issue, name="certificates_issue"),
    path("pelatihan/kelas/<int:pk>/evaluasi/", feedback.class_evaluation, name="class_evaluation"),
    path("pelatihan/umpan-balik/<int:pk>/", feedback.class_feedback, name="class_feedback"),
    path("pelatihan/tindak-lanjut/<int:pk>/", follow_ups.follow_up_detail, name="follow_up_detail"),
]
