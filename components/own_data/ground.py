"""Boundaries and areas of a visitor beside the own data: what was added, and the choice of another file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import dash_mantine_components as dmc
from dash import html

from components.accessible import aria
from components.server.visitors.visitors_data import OwnData
from data.imports.areas.added_files import FIELDS, LONGEST_OPTION, FileAccount, RefusedFile, Role
from data.imports.areas.boundary_files import DEEPEST
from data.language import LANGUAGES, N_, _, capital, ngettext, number_text
from data.recorded_areas.kinds import AreaKind

OPTION: Final = "own-data-ground-option"
"""Type of the ids of the choices; the index is the role and the option, with a colon between."""
CHOOSE: Final = "own-data-ground-choose"
"""Type of the ids of the buttons; the index is the role, and for the file that was refused `again:` before it."""
FOR_BUNDLED: Final = N_(
    "When the file has been read, boundaries and areas of your own can be added to it. For the bundled data use "
    "the commands “mine-atlas boundaries add” and “mine-atlas areas add”."
)
_FIELD_LABELS: Final = {
    "code": N_("Code"),
    "parent": N_("Code of the area above"),
    "valid_from": N_("Valid from"),
    "valid_to": N_("Valid to"),
    "id": N_("Identifier"),
    "kind": N_("Kind"),
    "name": N_("Name"),
    "status": N_("Status"),
    "method": N_("Method"),
    "recorded": N_("Recorded"),
    "declared": N_("Declared"),
    "declared_by": N_("Declared by"),
    "source": N_("Source"),
}


def ground(own: OwnData) -> html.Details:
    """What was added, and the choice of a file of boundaries and of one of areas."""
    joined = () if own.dataset is None else own.dataset.boundary_remarks
    return html.Details(
        [
            html.Summary(_("Boundaries and areas")),
            html.P(
                _(
                    "Boundaries take the place of the bundled districts of their country: incidents are joined to "
                    "them by code, then by name, then by point. Areas and lines are drawn on the map, counted, "
                    "and can be filtered by."
                )
            ),
            html.Ul([*map(_account, own.accounts)]) if own.accounts else None,
            html.Ul([html.Li(remark.translated()) for remark in joined]) if joined else None,
            _boundaries(_refused(own, Role.BOUNDARIES)),
            _areas(_refused(own, Role.AREAS)),
        ],
        open=bool(own.accounts or own.refused),
        id="own-data-ground",
        className="own-data-part",
    )


def _refused(own: OwnData, role: Role) -> RefusedFile | None:
    return own.refused if own.refused is not None and own.refused.role is role else None


def _account(account: FileAccount) -> html.Li:
    if account.role is Role.BOUNDARIES:
        counted = ngettext("{number} boundary", "{number} boundaries", account.areas)
    else:
        counted = ngettext("{number} area or line", "{number} areas or lines", account.areas)
    remarks = [html.Li(remark.translated()) for remark in account.remarks]
    remove: Mapping[str, Any] = {"data-ground-remove": account.name}
    return html.Li(
        [
            html.B(account.name),
            ": ",
            counted.format(number=number_text(account.areas)),
            " ",
            html.Button(
                _("Remove"),
                className="own-data-quiet own-data-remove",
                **aria(label=_("Remove {name}").format(name=account.name)),
                **remove,
            ),
            html.Ul(remarks) if remarks else None,
        ]
    )


def _boundaries(refused: RefusedFile | None) -> html.Fieldset:
    levels = {"": _("as its columns say (OCHA COD-AB)")}
    levels |= {str(level): number_text(level) for level in range(1, DEEPEST + 1)}
    entered = {} if refused is None else refused.options
    return _form(
        Role.BOUNDARIES,
        _("Boundaries"),
        [
            _text(Role.BOUNDARIES, "attribution", _("Whose boundaries they are, of which edition"), entered),
            _select(Role.BOUNDARIES, "level", _("Level"), levels, entered),
            _text(
                Role.BOUNDARIES,
                "country",
                _("Country of codes that name none"),
                entered,
                _("Two-letter code"),
            ),
            _crs(Role.BOUNDARIES, entered),
        ],
        refused,
        _("Choose a file of boundaries"),
    )


def _areas(refused: RefusedFile | None) -> html.Fieldset:
    kinds = {"": _("as a column of the file says")} | {kind.value: capital(kind.label) for kind in AreaKind}
    entered = {} if refused is None else refused.options
    return _form(
        Role.AREAS,
        _("Areas and lines"),
        [_select(Role.AREAS, "kind", _("Kind of its areas"), kinds, entered), _crs(Role.AREAS, entered)],
        refused,
        _("Choose a file of areas"),
    )


def _form(
    role: Role, title: str, choices: list[Any], refused: RefusedFile | None, choose: str
) -> html.Fieldset:
    again = None
    if refused is not None:
        choices += _columns(refused)
        again = html.Button(
            _("Read {name} again").format(name=refused.name),
            id={"type": CHOOSE, "index": f"again:{role}"},
            className="own-data-explore",
        )
    return html.Fieldset(
        [
            html.Legend(title),
            html.Div(choices, className="own-data-choices"),
            html.Div(
                [
                    again,
                    html.Button(choose, id={"type": CHOOSE, "index": role.value}, className="own-data-quiet"),
                ],
                className="own-data-buttons",
            ),
        ],
        className="own-data-choice",
    )


def _columns(refused: RefusedFile) -> list[dmc.Select]:
    """The choice of a column of the file for each field that it can give."""
    columns = {"": _("none, or as its heading says")} | {name: name for name in refused.columns}
    suffix = "_column" if refused.role is Role.AREAS else ""
    return [
        _select(
            refused.role,
            f"{field}{suffix}",
            _("Column: {field}").format(field=_field_label(field)),
            columns,
            refused.options,
        )
        for field in FIELDS[refused.role]
        if refused.columns
    ]


def _field_label(field: str) -> str:
    language = field.removeprefix("name_")
    if field in _FIELD_LABELS:
        return _(_FIELD_LABELS[field])
    return _("Name ({language})").format(language=LANGUAGES[language])


def _crs(role: Role, entered: Mapping[str, str]) -> dmc.TextInput:
    return _text(
        role, "crs", _("Coordinate system, for a shapefile without .prj"), entered, _("EPSG:32638 or UTM 38N")
    )


def _text(
    role: Role, option: str, label: str, entered: Mapping[str, str], placeholder: str = ""
) -> dmc.TextInput:
    return dmc.TextInput(
        id={"type": OPTION, "index": f"{role}:{option}"},
        label=label,
        placeholder=placeholder,
        value=entered.get(option, ""),
        inputProps={"maxLength": LONGEST_OPTION},
    )


def _select(
    role: Role, option: str, label: str, choices: Mapping[str, str], entered: Mapping[str, str]
) -> dmc.Select:
    value = entered.get(option, "")
    return dmc.Select(
        id={"type": OPTION, "index": f"{role}:{option}"},
        label=label,
        data=[{"value": one, "label": text} for one, text in choices.items()],
        value=value if value in choices else "",
        allowDeselect=False,
        maxDropdownHeight=260,
        comboboxProps={"withinPortal": True, "zIndex": 400},
    )
