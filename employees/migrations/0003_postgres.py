"""No overlap of definitive posts: an exclusion constraint where the database has one (B12); SQLite checks in the service."""

from django.db import migrations

ADD = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE employees_assignment ADD CONSTRAINT assignment_definitive_no_overlap
EXCLUDE USING gist (employee_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&) WHERE (kind = 'definitive');
"""
DROP = "ALTER TABLE employees_assignment DROP CONSTRAINT assignment_definitive_no_overlap;"


def run(sql):
    """Return an operation that runs SQL on PostgreSQL only."""

    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql)

    return operation


class Migration(migrations.Migration):
    dependencies = [("employees", "0002_reference")]
    operations = [migrations.RunPython(run(ADD), run(DROP))]
