"""Template tags of the UI components; the markup of each stands in `templates/components/`."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from tablericons import _render_icon

from asn_portal.core import charts
from asn_portal.core.templatetags.formats import initials as initials_of

register = template.Library()

TONE_ICONS = {
    "ok": "circle-check",
    "wait": "clock",
    "bad": "circle-x",
    "ask": "help-circle",
    "info": "info-circle",
    "mute": "circle-dashed",
    "gold": "star",
}
REQUIREMENT_LOOKS = {
    "met": ("ok", "check"),
    "unmet": ("bad", "x"),
    "unverified": ("ask", "question-mark"),
    "not_applicable": ("mute", "minus"),
}
# Unmet first: what is missing is what the person came for.
REQUIREMENT_ORDER = {"unmet": 0, "unverified": 1, "met": 2, "not_applicable": 3}
AVATAR_TONES = ("gold", "info", "ok", "ask")
FULL = 100


@lru_cache(maxsize=512)
def _icon_markup(name: str, size: int, css: str) -> str:
    attributes = {"class": f"icon {css}".strip(), "aria_hidden": "true", "focusable": "false"}
    return mark_safe(_render_icon(f"outline/{name}", size, **attributes))  # noqa: S308 — from the icon wheel


@register.simple_tag
def icon(name: str, size: int = 20, css: str = "", label: str = "") -> str:
    """Show an outline Tabler icon, hidden from screen readers; `label` adds its meaning in words for them."""
    markup = _icon_markup(str(name), int(size), css)
    if not label:
        return markup
    return format_html('{}<span class="visually-hidden">{}</span>', markup, label)


@register.simple_tag
def badge(status: object, tone: str = "", icon: str = "", label: str = "") -> str:
    """Show a status: a choices member (`.label`, `.tone`, `.icon`) or plain words with a `tone`."""
    if status is None or status == "":
        return ""
    tone = tone or getattr(status, "tone", "mute")
    name = icon or getattr(status, "icon", "") or TONE_ICONS.get(tone, "")
    words = label or getattr(status, "label", status)
    picture = _icon_markup(name, 16, "") if name and name != "none" else ""
    return format_html('<span class="badge badge-{}">{}{}</span>', tone, picture, words)


@register.simple_tag
def avatar(name: str, size: str = "") -> str:
    """Initials in a coloured disc; the same person keeps the same colour."""
    tone = AVATAR_TONES[sum(map(ord, name or "")) % len(AVATAR_TONES)]
    css = f"avatar avatar-{tone}" + (f" avatar-{size}" if size else "")
    return format_html('<span class="{}" aria-hidden="true">{}</span>', css, initials_of(name))


@register.inclusion_tag("components/bar.html")
def progress_bar(
    value: object, total: object = FULL, label: str = "", tone: str = "ok", text: str = ""
) -> dict:
    """Show a bar with its label and its words ("6 dari 8" when `text` is empty)."""
    share = charts.share(value, total)
    return {
        "width": charts.plain(share),
        "value": value,
        "total": total,
        "label": label,
        "tone": tone,
        "text": text,
    }


@register.inclusion_tag("components/stacked_bar.html")
def stacked_bar(parts: Iterable[Mapping], total: object = None, label: str = "", legend: bool = True) -> dict:
    """Show parts of a whole: each a mapping of label, value, tone (ok gold nila bad ask mute, or c1…c6)."""
    return charts.stacked(parts, total) | {"label": label, "legend": legend}


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(rows: Iterable[Mapping], title: str, unit: str = "", maximum: object = None) -> dict:
    """Show horizontal bars as a table that is drawn: rows of label, value, and optionally tone, text, url."""
    return charts.bars(rows, maximum) | {"title": title, "unit": unit}


@register.inclusion_tag("components/career.html")
def career(lanes: Iterable[Mapping], today: object, title: str = "") -> dict:
    """Show lanes of segments on one axis of time: a drawing on wide screens, a list on phones and paper."""
    return charts.career(lanes, today) | {"title": title or _("Your career so far")}


@register.inclusion_tag("components/stepper.html")
def stepper(steps: Iterable, current: int | str, label: str = "") -> dict:
    """Show the steps of a process; `current` counts from 1 (0: none begun, beyond the last: all done)."""
    names = list(steps)
    now = int(current)
    states = [
        "done" if place < now else "now" if place == now else "later" for place in range(1, len(names) + 1)
    ]
    return {
        "steps": [{"label": name, "state": state} for name, state in zip(names, states, strict=True)],
        "label": label,
    }


@register.inclusion_tag("components/timeline.html")
def timeline(entries: object) -> dict:
    """Show who did what and when: rows of the transition log, one row, or mappings with the same names."""
    single = isinstance(entries, Mapping) or not isinstance(entries, Iterable)
    listed = [entries] if single else entries
    return {"entries": [_timeline_entry(entry) for entry in listed]}


@register.filter
def steplabel(entry: object) -> str:
    """Name a step as it is called once done ("Disetujui"); the workflow table knows the words."""
    from asn_portal.core.workflow import STEP_LABELS

    label = _read(entry, "label") or STEP_LABELS.get(
        (_read(entry, "subject_type"), _read(entry, "transition"))
    )
    return str(label or str(_read(entry, "transition")).replace("_", " ").capitalize())


def _read(entry: object, name: str, default: object = "") -> object:
    value = entry.get(name, default) if isinstance(entry, Mapping) else getattr(entry, name, default)
    return default if value is None else value


def _timeline_entry(entry: object) -> dict:
    shown = {
        name: _read(entry, name)
        for name in ("at", "actor_name", "actor_title", "role", "note", "tone", "text")
    }
    shown["label"] = steplabel(entry)
    shown["state"] = _read(entry, "state", "done")
    return shown


@register.inclusion_tag("components/checklist.html")
def checklist(listing: object, compact: bool = False, heading: str = "") -> dict:
    """Show a Checklist of requirements, what is missing first; compact leaves evidence and sources out."""
    items = []
    for item in listing.items:
        status = str(getattr(item.status, "value", item.status))
        tone, sign = REQUIREMENT_LOOKS[status]
        items.append({"item": item, "status": status, "tone": tone, "sign": sign})
    items.sort(key=lambda row: REQUIREMENT_ORDER[row["status"]])
    counts = {name: sum(row["status"] == name for row in items) for name in REQUIREMENT_ORDER}
    met = counts["met"] + counts["not_applicable"]
    return {
        "listing": listing,
        "rows": items,
        "counts": counts,
        "met": met,
        "compact": compact,
        "heading": heading,
    }


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: dict, page: object, param: str = "after", target: str = "") -> dict:
    """Show previous and next of a keyset page; every other filter in the URL is kept."""
    query = context["request"].GET.copy() if "request" in context else None

    def link(token: object) -> str:
        if not token or query is None:
            return ""
        copy = query.copy()
        copy[param] = str(token)
        return f"?{copy.urlencode()}"

    return {
        "previous": link(getattr(page, "previous", "")),
        "next": link(getattr(page, "next", "")),
        "target": target,
    }


@register.inclusion_tag("components/segmented.html")
def segmented(field: object, suggestion: str = "", hide_label: bool = False) -> dict:
    """Show a radio field as a row of buttons; nothing is chosen beforehand, a suggestion is said in words."""
    radios = [radio for radio in field if str(radio.data["value"] or "")]
    return {"field": field, "radios": radios, "suggestion": suggestion, "hide_label": hide_label}


@register.inclusion_tag("components/field.html")
def field(field: object, example: str = "", css: str = "") -> dict:
    """Show one form field with its label, help line, example of the person's own work, and error under it."""
    widget = field.field.widget
    described = [f"{field.auto_id}_error"] if field.errors else []
    described += [f"{field.auto_id}_help"] if field.help_text or example else []
    kind = getattr(widget, "input_type", "textarea")
    base = {"select": "form-select", "checkbox": "form-check-input", "file": "form-control"}.get(
        kind, "form-control"
    )
    attributes = {
        "class": f"{widget.attrs.get('class', '')} {base}{' is-invalid' if field.errors else ''}".strip()
    }
    if described:
        attributes["aria-describedby"] = " ".join(described)
    control = field.as_widget(attrs=attributes)
    return {"field": field, "control": control, "kind": kind, "example": example, "css": css}


@register.inclusion_tag("components/masked.html")
def masked(value: str, label: str, reveal_url: str = "", open_until: object = None) -> dict:
    """Show a hidden value: with `reveal_url` it can be opened (POST), with `open_until` it stands open."""
    return {"value": value, "label": label, "reveal_url": reveal_url, "open_until": open_until}


@register.inclusion_tag("components/tabs.html")
def tabs(items: Iterable, label: str = "") -> dict:
    """Show tabs as links: items with label, url, is_current and optionally count, icon."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/chips.html")
def chips(items: Iterable, label: str = "", target: str = "") -> dict:
    """Show filter chips as links: items with label, url, is_current and optionally count."""
    return {"items": items, "label": label, "target": target}


@register.inclusion_tag("components/kpi.html")
def kpi(label: str, value: object, note: str = "", **options: object) -> dict:
    """Show one figure; options: url, tone (colour square), is_current, alarm (figure in red)."""
    return {"label": label, "value": value, "note": note} | {
        name: options.get(name, "") for name in ("url", "tone", "is_current", "alarm")
    }


@register.inclusion_tag("components/deflist.html")
def deflist(rows: Iterable, css: str = "") -> dict:
    """Show pairs of label and value; empty values show a dash."""
    return {"rows": list(rows), "css": css}


@register.inclusion_tag("components/diff.html")
def diff(old: object, new: object) -> dict:
    """Show what a value was and what it becomes."""
    return {"old": old, "new": new}


def _block(name: str, content: SafeString, **context: object) -> SafeString:
    return render_to_string(
        f"components/{name}.html", {"content": content, "filled": bool(content.strip())} | context
    )


@register.simple_block_tag
def why(content: str, question: str, is_open: bool = False) -> str:
    """Explain a figure in place: "Mengapa Baik?" opens the reasons."""
    return _block("why", content, question=question, is_open=is_open)


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "", icon: str = "", role: str = "") -> str:
    """Say what, why and one action; an element with class `notice-action` in the body moves to the right."""
    return _block("notice", content, tone=tone, title=title, icon=icon or TONE_ICONS[tone], role=role)


@register.simple_block_tag
def empty(content: str, title: str, icon: str = "inbox", heading_level: int = 2) -> str:
    """Say what will appear here, why it is empty and what to do; the body holds text and actions."""
    return _block("empty", content, title=title, icon=icon, heading_level=heading_level)


@register.simple_block_tag
def card(content: str, title: str = "", aside: object = "", accent: str = "", **options: object) -> str:
    """Frame a section; options: eyebrow, id, css, flush (no padding, for tables), heading_level (2)."""
    names = ("eyebrow", "id", "css", "flush")
    chosen = {name: options.get(name, "") for name in names} | {
        "heading_level": options.get("heading_level", 2)
    }
    return _block("card", content, title=title, aside=aside, accent=accent, **chosen)


@register.simple_block_tag
def hero(content: str, title: str, eyebrow: str = "", due: str = "", tone: str = "", css: str = "") -> str:
    """Show the one next step; `due` in words ("11 hari lagi"), tone soon or late colours it."""
    return _block(
        "hero", content, title=title, eyebrow=eyebrow or _("Your next step"), due=due, tone=tone, css=css
    )


@register.simple_block_tag
def pageheader(content: str, title: str, subtitle: str = "", eyebrow: str = "", **options: object) -> str:
    """Show the page's h1 with its actions as body; options: back_url, back_label."""
    back = {name: options.get(name, "") for name in ("back_url", "back_label")}
    return _block("page_header", content, title=title, subtitle=subtitle, eyebrow=eyebrow, **back)


@register.simple_block_tag
def filters(content: str, active: int = 0, label: str = "") -> str:
    """Fold a filter form on phones; on wide screens it stands open. `active` counts the filters set."""
    return _block("filters", content, active=active, label=label or _("Filter"))


@register.simple_block_tag
def inboxrow(content: str, row: object) -> str:
    """Show a row of an inbox: who, what, since when; the body holds its verb buttons."""
    return _block("inbox_row", content, row=row)


@register.simple_block_tag
def verdict(content: str, title: str, tone: str = "ok", subtitle: str = "") -> str:
    """Show the answer of a check first: ok valid, bad revoked, ask unknown."""
    signs = {"ok": "rosette-discount-check", "bad": "ban", "ask": "question-mark"}
    return _block(
        "verdict", content, title=title, tone=tone, subtitle=subtitle, sign=signs.get(tone, "info-circle")
    )
