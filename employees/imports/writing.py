"""Writes the plans of one chunk of people, set-based; the caller holds the transaction (A9, A12)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from asn_portal.core import history
from asn_portal.core.bulk import insert_many
from employees.enums import AssignmentKind, RankChangeKind
from employees.imports import posts
from employees.imports.planning import LEVELS, Plan, Reference, day_before, default_kind
from employees.imports.snapshot import ATTRIBUTES
from employees.models import Assignment, Education, Employee, RankRecord
from employees.rules.names import sort_name

REASON = "import"
SOURCE = "siasn"
BATCH = 1_000
DAYS = {"birth_date", "cpns_on", "pns_on", "rank_effective_on", "position_effective_on"}
RANK_COLUMNS = (
    "agency_id",
    "employee_id",
    "rank_id",
    "effective_on",
    "kind",
    "service_years",
    "service_months",
    "source",
)
EDUCATION_COLUMNS = (
    "agency_id",
    "employee_id",
    "level",
    "programme",
    "graduated_year",
    "institution",
    "source",
)
POST_COLUMNS = (
    "agency_id", "employee_id", "position_id", "position_name", "unit_id", "unit_name", "kind", "starts_on", "ends_on",
    "source",
)  # fmt: skip
BLANK: dict = defaultdict(str, dict.fromkeys(("rank_id", "position_id", "unit_id", *DAYS)))


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
        created = self._create_people(entries)
        ids = [plan.person.pk for _, plan in entries if plan.person is not None]
        stored = {row.pk: row for row in Employee.objects.select_for_update(of=("self",)).filter(pk__in=ids)}
        for _, plan in entries:
            if plan.person is not None:
                self._change_person(stored[plan.person.pk], plan)
        history.bulk_upsert_with_history(
            self.changed, Employee, sorted(self.changed_fields), reason=REASON, user_id=self.user_id
        )
        return [plan.person.pk if plan.person else created[record["nip"]] for record, plan in entries]

    def _create_people(self, entries) -> dict[str, int]:
        """Insert the new people and return their ids by NIP."""
        fresh = [self._new_person(record, plan) for record, plan in entries if plan.person is None]
        if not fresh:
            return {}
        names = sorted({name for values in fresh for name in values})
        rows = ([values.get(name, BLANK[name]) for name in names] for values in fresh)
        insert_many(Employee, names, rows)
        created = Employee.objects.filter(
            agency_id=self.reference.agency_id, is_active=True, nip__in=[values["nip"] for values in fresh]
        )
        ids = dict(created.values_list("nip", "id"))
        history.copy_to_history(Employee, list(ids.values()), kind="+", reason=REASON, user_id=self.user_id)
        return ids

    def _new_person(self, record: dict, plan: Plan) -> dict:
        """Return the columns of somebody new; the number fills in what the row does not say."""
        nip = record["nip"]
        return {
            "agency_id": self.reference.agency_id,
            "kind": default_kind(nip),
            "sex": "male" if nip[14] == "1" else "female",
            "birth_date": f"{nip[:4]}-{nip[4:6]}-{nip[6:8]}",
            **self._values(plan),
        }

    def _change_person(self, row: Employee, plan: Plan) -> None:
        values = self._values(plan)
        for name, value in values.items():
            setattr(row, name, date.fromisoformat(value) if name in DAYS else value)
        if values:
            self.changed.append(row)
            self.changed_fields.update(values)

    def _values(self, plan: Plan) -> dict:
        """Return the columns of the person that a plan sets, the maintained ones included."""
        values = {ATTRIBUTES[key]: value for key, value in plan.fields.items()}
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
        return {"rank_id": known[max(past)], "rank_effective_on": max(past)}

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
            "position_effective_on": day,
        }

    def _collect_rank(self, plan: Plan, owner: int) -> None:
        if plan.rank is None:
            return
        operation, pk, rank_id, day, years, months = plan.rank
        values = (
            self.reference.agency_id,
            owner,
            rank_id,
            day,
            RankChangeKind.IMPORTED.value,
            years,
            months,
            SOURCE,
        )
        self.ranks[operation].append(
            values if operation == "add" else as_object(RankRecord, pk, RANK_COLUMNS, values)
        )

    def _collect_education(self, plan: Plan, owner: int) -> None:
        if plan.education is None:
            return
        operation, pk, level, programme, year, school = plan.education
        values = (self.reference.agency_id, owner, level, programme, year, school, SOURCE)
        self.educations[operation].append(
            values if operation == "add" else as_object(Education, pk, EDUCATION_COLUMNS, values)
        )

    def _collect_post(self, plan: Plan, owner: int) -> None:
        if plan.post is None:
            return
        operation, entry, target, day = plan.post
        known = plan.person.posts if plan.person else []
        later = next((item for item in known if item.starts > day), None)
        ends = entry.ends if operation == "fix" else (day_before(later.starts).isoformat() if later else None)
        unit_name = self.reference.unit_names[target.unit_id]
        values = (
            self.reference.agency_id, owner, target.position_id, target.name, target.unit_id, unit_name,
            AssignmentKind.DEFINITIVE.value, day, ends, SOURCE,
        )  # fmt: skip
        if operation == "fix":
            self.assignments["fix"].append(as_object(Assignment, entry.pk, POST_COLUMNS, values))
            return
        before = next((item for item in reversed(known) if item.starts < day), None)
        if before and (before.ends is None or before.ends >= day):
            self.assignments["close"].append(Assignment(pk=before.pk, ends_on=day_before(day)))
        self.assignments["add"].append(values)

    def _write_histories(self) -> None:
        """Close first: two open definitive posts never stand in the table, not even for a moment."""
        insert_many(RankRecord, RANK_COLUMNS, self.ranks["add"])
        RankRecord.objects.bulk_update(
            self.ranks["fix"], ["rank", "service_years", "service_months", "source"], batch_size=BATCH
        )
        Assignment.objects.bulk_update(self.assignments["close"], ["ends_on"], batch_size=BATCH)
        Assignment.objects.bulk_update(
            self.assignments["fix"],
            ["position", "position_name", "unit", "unit_name", "source"],
            batch_size=BATCH,
        )
        insert_many(Assignment, POST_COLUMNS, self.assignments["add"])
        insert_many(Education, EDUCATION_COLUMNS, self.educations["add"])
        Education.objects.bulk_update(self.educations["fix"], ["institution"], batch_size=BATCH)


def as_object(model: type, pk: int, names: Sequence[str], values: Sequence):
    """Return a row for bulk_update from the values of an insert."""
    return model(pk=pk, **dict(zip(names, values, strict=True)))
