"""The seventeen ranks of PNS (PP 99/2000) and pay groups of PPPK."""

from django.db import migrations

PNS = {
    "I/a": "Juru Muda",
    "I/b": "Juru Muda Tingkat I",
    "I/c": "Juru",
    "I/d": "Juru Tingkat I",
    "II/a": "Pengatur Muda",
    "II/b": "Pengatur Muda Tingkat I",
    "II/c": "Pengatur",
    "II/d": "Pengatur Tingkat I",
    "III/a": "Penata Muda",
    "III/b": "Penata Muda Tingkat I",
    "III/c": "Penata",
    "III/d": "Penata Tingkat I",
    "IV/a": "Pembina",
    "IV/b": "Pembina Tingkat I",
    "IV/c": "Pembina Utama Muda",
    "IV/d": "Pembina Utama Madya",
    "IV/e": "Pembina Utama",
}
PPPK = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
]


def add_ranks(apps, schema_editor):
    """Write the ranks; the same for every agency."""
    rank = apps.get_model("employees", "Rank")
    rank.objects.bulk_create(
        [
            rank(scheme="pns", code=code, name=name, order=order)
            for order, (code, name) in enumerate(PNS.items(), 1)
        ]
        + [rank(scheme="pppk", code=code, order=order) for order, code in enumerate(PPPK, 1)]
    )


class Migration(migrations.Migration):
    dependencies = [("employees", "0001_initial")]
    operations = [migrations.RunPython(add_ranks, migrations.RunPython.noop)]
