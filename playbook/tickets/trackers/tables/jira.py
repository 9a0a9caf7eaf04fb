"""Jira's CSV export: all fields, current fields, Server, the data pipeline, and simplified ones made from them.

Headers follow the language of the person who exports: English, French, Spanish and German are known.
"""

from __future__ import annotations

from playbook.tickets.trackers.tracker import Field, Tracker
from playbook.tickets.values.amounts import Unit
from playbook.tickets.values.keys import PLAIN_PROJECT_KEYS, project_key

_KEYS = (
    "issue key", "work item key", "issue_key",
    "clé de ticket", "clé du ticket", "clé de demande", "clé",
    "clave de incidencia", "clave de la incidencia", "clave del elemento de trabajo", "clave",
    "vorgangsschlüssel", "vorgangsschluessel", "schlüssel",
    "key",
)  # fmt: skip
_PLAIN_KEYS = frozenset({"key", "clé", "clave", "schlüssel", "issue_key"})
_TYPES = (
    "issue type", "work item type", "work type", "issuetype", "issue_type",
    "type de ticket", "type de demande", "tipo de incidencia", "tipo de elemento de trabajo", "tipo de actividad",
    "vorgangstyp", "vorgangsart", "type", "tipo", "typ",
)  # fmt: skip
_CREATED = (
    "created", "created date", "date created", "creation date", "created_date", "created_at",
    "création", "créée", "créé", "date de création", "creada", "creado", "fecha de creación",
    "erstellt", "erstelldatum", "erstellungsdatum",
)  # fmt: skip
_RESOLVED = (
    "resolved", "resolved date", "date resolved", "resolution date", "resolutiondate", "resolution_date",
    "resolved_date", "résolu", "résolue", "résolu(e)", "date de résolution", "resuelta", "resuelto",
    "fecha de resolución", "erledigt", "gelöst", "lösungsdatum", "erledigungsdatum",
)  # fmt: skip
_OTHERS = {
    Field.TITLE: ("summary", "résumé", "resumen", "zusammenfassung", "title"),
    Field.STATUS: (
        "status category", "catégorie d'état", "catégorie de statut", "categoría de estado", "statuskategorie",
        "status", "état", "statut", "estado",
    ),
    Field.CHANGED: (
        "status category changed", "catégorie d'état modifiée", "catégorie de statut modifiée",
        "categoría de estado cambiada", "categoría de estado modificada", "statuskategorie geändert",
    ),
    Field.LABELS: ("labels", "label", "étiquettes", "etiquetas", "stichwörter", "stichworte", "beschriftungen"),
    Field.POINTS: (
        "custom field (story points)", "custom field (story point estimate)", "story points", "story point estimate",
        "champs personnalisés (story points)", "champs personnalisés (story point estimate)",
        "campo personalizado (story points)", "campo personalizado (story point estimate)",
        "benutzerdefinierte felder (story points)", "benutzerdefinierte felder (story point estimate)",
        "benutzerdefiniertes feld (story points)",
    ),
    Field.SPENT: (
        "time spent", "time spent (hours)", "time_spent", "temps consacré", "temps passé", "tiempo trabajado",
        "tiempo empleado", "tiempo dedicado", "zeitaufwand", "benötigte zeit", "aufgewendete zeit",
    ),
    Field.TEAM: (
        "custom field (team name)", "team name", "custom field (team)", "team",
        "champs personnalisés (team)", "campo personalizado (team)", "benutzerdefinierte felder (team)",
    ),
    Field.CAUSE: (
        "custom field (root cause)", "root cause", "component/s", "components", "component", "composants", "composant",
        "componentes", "componente", "komponenten", "komponente",
    ),
}  # fmt: skip
_NAMES = {
    Field.KEY: _KEYS,
    Field.TYPE: _TYPES,
    Field.CREATED: _CREATED,
    Field.RESOLVED: _RESOLVED,
    **_OTHERS,
}
_UPDATED = (
    "updated", "date modified", "last updated", "mise à jour", "actualizada", "actualizado", "aktualisiert",
)  # fmt: skip
_BESIDE = frozenset(
    name for field in (Field.TYPE, Field.STATUS, Field.LABELS, Field.CREATED, Field.RESOLVED) for name in _NAMES[field]
)


def _recognised(headers: frozenset[str]) -> bool:
    """A column that only Jira calls so and one more that is used; a plain `Key` needs a type beside it."""
    keys = headers & frozenset(_KEYS)
    if keys - _PLAIN_KEYS:
        return bool(headers & _BESIDE)
    return bool(keys) and bool(headers & frozenset(_TYPES))


TRACKER = Tracker(
    format="jira-csv",
    name="Jira",
    read_key=project_key,
    plain_keys=PLAIN_PROJECT_KEYS,
    key_like="PROJ-123",
    zone="the time zone of the Jira profile that exported",
    label_separators=";, ",
    spent_unit=Unit.SECOND,
    names=_NAMES,
    updated=_UPDATED,
    recognised=_recognised,
)
