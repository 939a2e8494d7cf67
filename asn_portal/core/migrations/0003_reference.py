"""Holidays of the joint decrees (SKB 3 Menteri) for 2025 and 2026, and the fixed days of 2027, not yet confirmed."""

from datetime import date

from django.db import migrations

DECREED = {
    2025: {
        "Tahun Baru Masehi": ["01-01"],
        "Isra Mikraj Nabi Muhammad": ["01-27"],
        "Tahun Baru Imlek": ["01-29"],
        "Hari Suci Nyepi": ["03-29"],
        "Idulfitri": ["03-31", "04-01"],
        "Wafat Yesus Kristus": ["04-18"],
        "Kebangkitan Yesus Kristus": ["04-20"],
        "Hari Buruh Internasional": ["05-01"],
        "Hari Raya Waisak": ["05-12"],
        "Kenaikan Yesus Kristus": ["05-29"],
        "Hari Lahir Pancasila": ["06-01"],
        "Iduladha": ["06-06"],
        "Tahun Baru Islam": ["06-27"],
        "Proklamasi Kemerdekaan": ["08-17"],
        "Maulid Nabi Muhammad": ["09-05"],
        "Kelahiran Yesus Kristus": ["12-25"],
        "Cuti bersama": [
            "01-28",
            "03-28",
            "04-02",
            "04-03",
            "04-04",
            "04-07",
            "05-13",
            "05-30",
            "06-09",
            "08-18",
            "12-26",
        ],
    },
    2026: {
        "Tahun Baru Masehi": ["01-01"],
        "Isra Mikraj Nabi Muhammad": ["01-16"],
        "Tahun Baru Imlek": ["02-17"],
        "Hari Suci Nyepi": ["03-19"],
        "Idulfitri": ["03-21", "03-22"],
        "Wafat Yesus Kristus": ["04-03"],
        "Kebangkitan Yesus Kristus": ["04-05"],
        "Hari Buruh Internasional": ["05-01"],
        "Kenaikan Yesus Kristus": ["05-14"],
        "Iduladha": ["05-27"],
        "Hari Raya Waisak": ["05-31"],
        "Hari Lahir Pancasila": ["06-01"],
        "Tahun Baru Islam": ["06-16"],
        "Proklamasi Kemerdekaan": ["08-17"],
        "Maulid Nabi Muhammad": ["08-25"],
        "Kelahiran Yesus Kristus": ["12-25"],
        "Cuti bersama": ["02-16", "03-18", "03-20", "03-23", "03-24", "05-15", "05-28", "12-24"],
    },
}
FIXED_DAYS = {
    "Tahun Baru Masehi": "01-01",
    "Hari Buruh Internasional": "05-01",
    "Hari Lahir Pancasila": "06-01",
    "Proklamasi Kemerdekaan": "08-17",
    "Kelahiran Yesus Kristus": "12-25",
}
UNCONFIRMED_YEAR = 2027


def add_holidays(apps, schema_editor):
    """Write the nationwide holidays."""
    holiday = apps.get_model("core", "Holiday")
    holiday.objects.bulk_create(
        holiday(day=date.fromisoformat(f"{year}-{day}"), name=name, is_confirmed=True)
        for year, names in DECREED.items()
        for name, days in names.items()
        for day in days
    )
    holiday.objects.bulk_create(
        holiday(day=date.fromisoformat(f"{UNCONFIRMED_YEAR}-{day}"), name=name, is_confirmed=False)
        for name, day in FIXED_DAYS.items()
    )


class Migration(migrations.Migration):
    dependencies = [("core", "0002_initial")]
    operations = [migrations.RunPython(add_holidays, migrations.RunPython.noop)]
