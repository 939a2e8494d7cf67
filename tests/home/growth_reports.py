"""Makes reports large: many orders, imports and rows of a preview."""

from performance.models import PastImport, PastRow, ReportOrder


def deepen_reports(world, many: int) -> None:
    """Multiply what HR has ordered and uploaded."""
    order = ReportOrder.objects.get(pk=world.things["report"][0])
    run = PastImport.objects.get(pk=world.things["past"][0])
    for number in range(many):
        order.pk, run.pk = None, None
        order._state.adding = run._state.adding = True
        order.save()
        run.save()
        PastRow.objects.create(run_id=world.things["past"][0], number=10 + number, verdict="new", year=2023)


REPORT_PAGES = """
owner     performance:report_home              -
hr        performance:report_home              -
hr        performance:form_order               -
head      performance:report_recap             -
hr        performance:report_order             report
leader    performance:performance_dashboard    -
head      performance:performance_dashboard    -
hr        performance:performance_people       -
hr        performance:performance_people       -                tampil=evaluators
hr        performance:performance_people       -                tampil=plans
hr        performance:past_list                -
hr        performance:past_detail              past             tampil=new
"""
