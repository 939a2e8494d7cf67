"""The statements of closing a period; each takes the range (period, agency, first id, last id)."""

from django.db import connection

from asn_portal.core.bulk_notices import UUIDS

LOG_UNRATED = """
INSERT INTO core_transitionlog (agency_id, subject_type, subject_id, transition, from_state, to_state, actor_name,
    actor_title, role, note, at)
SELECT a.agency_id, 'appraisal', a.id, %s, a.state, 'unrated', %s, '', 'schedule', '', %s
  FROM performance_appraisal a
 WHERE a.period_id = %s AND a.agency_id = %s AND a.id BETWEEN %s AND %s AND a.closed_at IS NULL
   AND a.state IN (%s, %s)
"""

# Who was told before, by the release itself, is left alone: the notice is there already.
EVENT = "CASE WHEN a.state = 'released' THEN 'appraisal_released' ELSE 'appraisal_unrated' END"
TELL = f"""
INSERT INTO core_notice (agency_id, user_id, event, subject_type, subject_id, occasion, params, created_at)
SELECT a.agency_id, person.user_id, {EVENT}, 'appraisal', a.id, '', %s, %s
  FROM performance_appraisal a
  JOIN employees_employee person ON person.id = a.employee_id AND person.user_id IS NOT NULL AND person.is_active
 WHERE a.period_id = %s AND a.agency_id = %s AND a.id BETWEEN %s AND %s AND a.closed_at IS NULL
   AND a.state <> 'rated'
ON CONFLICT DO NOTHING
"""

TELL_BY_MAIL = f"""
INSERT INTO core_delivery (notice_id, address, message_id, state, attempts, due_at, error)
SELECT notice.id, mail.email, {{uuid}}, 'queued', 0, %s, ''
  FROM performance_appraisal a
  JOIN employees_employee person ON person.id = a.employee_id
  JOIN employees_user account ON account.id = person.user_id AND account.is_active
  JOIN account_emailaddress mail ON mail.user_id = person.user_id AND mail.verified AND mail."primary"
  JOIN core_notice notice ON notice.user_id = person.user_id AND notice.event = {EVENT}
       AND notice.subject_type = 'appraisal' AND notice.subject_id = a.id AND notice.occasion = ''
       AND notice.created_at = %s
 WHERE a.period_id = %s AND a.agency_id = %s AND a.id BETWEEN %s AND %s AND a.closed_at IS NULL
   AND a.state <> 'rated'
"""

# Where nobody of a government has a verified address, no range looks for mail.
HAS_MAIL = """
SELECT 1 FROM account_emailaddress mail JOIN employees_employee person ON person.user_id = mail.user_id
 WHERE person.agency_id = %s AND mail.verified AND mail."primary" LIMIT 1
"""

# A rating that came back to the evaluator and was not given again is none: the person never saw it.
CLOSE_ROWS = """
UPDATE performance_appraisal
   SET revision = revision + CASE WHEN state IN (%s, %s) THEN 1 ELSE 0 END,
       state = CASE WHEN state IN (%s, %s) THEN 'unrated' ELSE state END,
       closed_at = %s
 WHERE period_id = %s AND agency_id = %s AND id BETWEEN %s AND %s AND closed_at IS NULL
"""


def uuid_sql() -> str:
    """Return the database's own way to a random identifier."""
    return UUIDS[connection.vendor]
