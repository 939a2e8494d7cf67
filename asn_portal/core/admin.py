"""The admin serves technicians for reference tables only (B18): no personal, appraisal or decision model."""

from django.contrib import admin

from asn_portal.core.models import Agency, AgencyPolicy, Holiday


@admin.register(Agency)
class AgencyAdmin(admin.ModelAdmin):
    """Governments of the installation."""

    list_display = ["name", "code", "time_zone"]


@admin.register(AgencyPolicy)
class AgencyPolicyAdmin(admin.ModelAdmin):
    """Figures that an agency sets (A11)."""

    list_display = ["agency", "key", "value", "starts_on", "note"]
    list_filter = ["agency", "key"]


@admin.register(Holiday)
class HolidayAdmin(admin.ModelAdmin):
    """Days off, nationwide or of one agency (B15)."""

    list_display = ["day", "name", "agency", "is_confirmed"]
    list_filter = ["agency", "is_confirmed"]
    date_hierarchy = "day"
