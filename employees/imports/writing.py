"""Writes the plans of one chunk of people, set-based; the caller holds the transaction (A9, A12)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from asn_portal.core import history
from employees.enums import AssignmentKind, RankChangeKind
from employees.imports import posts
from employees.imports.planning import LEVELS, Plan, Reference, day_before, default_kind
from employees.imports.snapshot import ATTRIBUTES
from employees.models import Assignment, Education, Employee, RankRecord
from employees.rules.names import sort_name

REASON = "import"
SOURCE = "siasn"
BATCH = 1_000
DAYS = {"birth_date", "cpns_on", "pns_on"}


@dataclass(slots=True)
class Writer:
    """Collects what the rows of a chunk write, then writes it table by table."""

    reference: Reference
    user_id: int | None
    changed: list[Employee] = field(default_factory=list)
    changed_fields: set[str] = field(default_factory=set)
    ranks: dict[str, list] = field(default_factory=lambda: {"add": [], "fix": []})
    educations: dict[str, list] = field(default_factory=lambda: {"add": [], "fix": []})
    assignments: dict[str, list] = field(default_factory=lambda: {"add": [], "fix": [], "close": []})

    def write(self, entries: Sequence[tuple[dict, Plan]]) -> None:
        """Write all entries of record and plan."""
        posts.ensure_posts([(record, plan.post[2]) for record, plan in entries if plan.post], self.reference)
        owners = self._write_people(entries)
        for (_, plan), owner in zip(entries, owners, strict=True):
            self._collect_rank(plan, owner)
            self._collect_education(plan, owner)
            self._collect_post(plan, owner)
        self._write_histories()

    def _write_people(self, entries) -> list[int]:
        """Create the new, update the changed; return the id of the person of each entry."""
        fresh = [self._new_person(record, plan) for record, plan in entries if plan.person is None]
        history.bulk_create_fast(fresh, Employee, reason=REASON, user_id=self.user_id)
        ids = [plan.person.pk for _, plan in entries if plan.person is not None]
        stored = {row.pk: row for row in Employee.objects.select_for_update(of=("self",)).filter(pk__in=ids)}
        owners, created = [], iter(fresh)
        for _, plan in entries:
            row = next(created) if plan.person is None else stored[plan.person.pk]
            owners.append(row.pk)
            if plan.person is not None:
                self._change_person(row, plan)
        history.bulk_upsert_with_history(
            self.changed, Employee, sorted(self.changed_fields), reason=REASON, user_id=self.user_id
        )
        return owners

    def _new_person(self, record: dict, plan: Plan) -> Employee:
        person = Employee(agency_id=self.reference.agency_id, kind=default_kind(record["nip"]))
        person.sex = "male" if record["nip"][14] == "1" else "female"
        person.birth_date = birth_date_of(record["nip"])
        for name, value in self._values(plan).items():
            setattr(person, name, value)
        return person

    def _change_person(self, row: Employee, plan: Plan) -> None:
        values = self._values(plan)
        for name, value in values.items():
            setattr(row, name, value)
        if values:
            self.changed.append(row)
            self.changed_fields.update(values)

    def _values(self, plan: Plan) -> dict:
        """Return the columns of the person that a plan sets, the maintained ones included."""
        values = {ATTRIBUTES[key]: as_stored(key, value) for key, value in plan.fields.items()}
        if "name" in values:
            values["sort_name"] = sort_name(values["name"])
        values |= self._current_rank(plan) | self._current_post(plan)
        if plan.education and plan.education[0] == "add":
            known = [entry[1] for entry in plan.person.educations] if plan.person else []
            best = max((*known, plan.education[2]), key=lambda level: LEVELS[level])
            values["education_level"] = best
        return values

    def _current_rank(self, plan: Plan) -> dict:
        if plan.rank is None:
            return {}
        known = {day: entry.rank_id for day, entry in plan.person.ranks.items()} if plan.person else {}
        known[plan.rank[3]] = plan.rank[2]
        past = [day for day in known if day <= self.reference.today]
        if not past:
            return {}
        return {"rank_id": known[max(past)], "rank_effective_on": date.fromisoformat(max(past))}

    def _current_post(self, plan: Plan) -> dict:
        if plan.post is None or plan.post[3] > self.reference.today:
            return {}
        operation, entry, target, day = plan.post
        is_last = operation == "add" or (operation == "fix" and entry is plan.person.posts[-1])
        if not is_last:
            return {}
        return {
            "position_id": target.position_id,
            "unit_id": target.unit_id,
            "position_effective_on": date.fromisoformat(day),
        }

    def _collect_rank(self, plan: Plan, owner: int) -> None:
        if plan.rank is None:
            return
        operation, pk, rank_id, day, years, months = plan.rank
        record = RankRecord(
            pk=pk,
            agency_id=self.reference.agency_id,
            employee_id=owner,
            rank_id=rank_id,
            effective_on=date.fromisoformat(day),
            kind=RankChangeKind.IMPORTED,
            service_years=years,
            service_months=months,
            source=SOURCE,
        )
        self.ranks[operation].append(record)

    def _collect_education(self, plan: Plan, owner: int) -> None:
        if plan.education is None:
            return
        operation, pk, level, programme, year, school = plan.education
        diploma = Education(
            pk=pk,
            agency_id=self.reference.agency_id,
            employee_id=owner,
            level=level,
            programme=programme,
            graduated_year=year,
            institution=school,
            source=SOURCE,
        )
        self.educations[operation].append(diploma)

    def _collect_post(self, plan: Plan, owner: int) -> None:
        if plan.post is None:
            return
        operation, entry, target, day = plan.post
        starts_on = date.fromisoformat(day)
        row = Assignment(
            agency_id=self.reference.agency_id,
            employee_id=owner,
            position_id=target.position_id,
            position_name=target.name,
            unit_id=target.unit_id,
            unit_name=self.reference.unit_names[target.unit_id],
            kind=AssignmentKind.DEFINITIVE,
            starts_on=starts_on,
            source=SOURCE,
        )
        known = plan.person.posts if plan.person else []
        if operation == "fix":
            row.pk, row.ends_on = entry.pk, as_date(entry.ends)
            self.assignments["fix"].append(row)
            return
        later = next((item for item in known if item.starts > day), None)
        before = next((item for item in reversed(known) if item.starts < day), None)
        row.ends_on = day_before(later.starts) if later else None
        if before and (before.ends is None or before.ends >= day):
            self.assignments["close"].append(Assignment(pk=before.pk, ends_on=day_before(day)))
        self.assignments["add"].append(row)

    def _write_histories(self) -> None:
        """Close first: two open definitive posts never stand in the table, not even for a moment."""
        RankRecord.objects.bulk_create(self.ranks["add"], batch_size=BATCH)
        RankRecord.objects.bulk_update(
            self.ranks["fix"], ["rank", "service_years", "service_months", "source"], batch_size=BATCH
        )
        Assignment.objects.bulk_update(self.assignments["close"], ["ends_on"], batch_size=BATCH)
        Assignment.objects.bulk_update(
            self.assignments["fix"],
            ["position", "position_name", "unit", "unit_name", "source"],
            batch_size=BATCH,
        )
        Assignment.objects.bulk_create(self.assignments["add"], batch_size=BATCH)
        Education.objects.bulk_create(self.educations["add"], batch_size=BATCH)
        Education.objects.bulk_update(self.educations["fix"], ["institution"], batch_size=BATCH)


def as_stored(key: str, value: str):
    """Return a value of a record as the model holds it."""
    return date.fromisoformat(value) if key in DAYS else value


def as_date(text: str | None) -> date | None:
    """Return a date from ISO text."""
    return date.fromisoformat(text) if text else None


def birth_date_of(nip: str) -> date:
    """Return the date of birth in digits 1 to 8, checked before."""
    return date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
