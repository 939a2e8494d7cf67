"""Addresses of credit points (angka kredit)."""

from django.urls import URLPattern, path

from performance.views import credit, credit_papers, credit_records

ALL = "kinerja/angka-kredit/"
PERSON = ALL + "pegawai/<int:pk>/"
ROW = ALL + "konversi/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(ALL, credit.credit_own, name="credit_own"),
    path(ALL + "daftar/", credit.credit_list, name="credit_list"),
    path(PERSON, credit.credit_person, name="credit_person"),
    path(PERSON + "periode/", credit.credit_periods, name="credit_periods"),
    path(PERSON + "akumulasi/", credit_papers.credit_accumulation, name="credit_accumulation"),
    path(PERSON + "catat/", credit_records.credit_record, name="credit_record"),
    path(PERSON + "tambah/", credit_records.credit_entry_new, name="credit_entry_new"),
    path(PERSON + "pak/", credit_records.credit_pak_new, name="credit_pak_new"),
    path(ALL + "konversi/", credit.credit_waiting, name="credit_waiting"),
    path(ROW, credit.credit_conversion, name="credit_conversion"),
    path(ROW + "konfirmasi/", credit.credit_confirm, name="credit_confirm"),
    path(ROW + "perbaiki/", credit.credit_correct, name="credit_correct"),
    path(ROW + "tarik/", credit.credit_take_back, name="credit_take_back"),
    path(ROW + "formulir/", credit_papers.credit_conversion_paper, name="credit_conversion_paper"),
    path(ALL + "pak/", credit_records.credit_pak_many, name="credit_pak_many"),
    path(ALL + "pak/<int:pk>/formulir/", credit_papers.credit_pak_paper, name="credit_pak_paper"),
    path(
        ALL + "pak/<int:pk>/perbaiki/",
        credit_records.credit_statement_correct,
        name="credit_statement_correct",
    ),
    path(ALL + "ijazah/<int:pk>/klaim/", credit_records.credit_bonus_claim, name="credit_bonus_claim"),
    path(ALL + "klaim/<int:pk>/", credit_records.credit_bonus, name="credit_bonus"),
    path(ALL + "impor/", credit_records.credit_import_page, name="credit_import"),
    path(ALL + "impor/templat/", credit_records.credit_template, name="credit_template"),
    path(ALL + "impor/terapkan/", credit_records.credit_import_apply, name="credit_import_apply"),
    path(ALL + "ekspor/", credit_records.credit_export, name="credit_export"),
]
