"""A small chain in which no rule finds anything, and a way to spoil it in one place."""

from copy import deepcopy
import json

from chain.document import write_chain
from chain.model import Chain

THIS_YEAR = 2026
GONE = object()
"""Put in place of a value, it takes the field out."""


def words(sv: str, en: str = "") -> dict:
    """A text as written in a document."""
    return {"sv": sv, "en": en}


def figure(value: float, **more: object) -> dict:
    """A number with a full passport."""
    passport = {"mark": "sourced", "source": "Rapport 2024", "evidence": "before_after", "reason": words("Mätt så.")}
    return {"value": value, **passport, **more}


def years(**values: float) -> dict:
    """A number per year with a full passport; years are written `y2024`."""
    named = {year.removeprefix("y"): number for year, number in values.items()}
    return {"values": named, **{key: value for key, value in figure(0).items() if key != "value"}}


def share(part: float, units: float = 1) -> dict:
    """A quantity: this share of the cohort, and units per changed person and year."""
    return {"kind": "share_of_cohort", "share": figure(part), "units": figure(units)}


def effect(**changes: object) -> dict:
    """A sound monetised effect, changed as told."""
    return {
        "id": "E1",
        "name": words("Färre stödinsatser"),
        "outcome_id": "O1",
        "actor_id": "school",
        "proxy_id": "P1",
        "quantity": share(0.2, 0.5),
        "deadweight": figure(0.2),
        "displacement": figure(0),
        "attribution": figure(0.3),
        "drop_off": figure(0.1),
        "lag_years": figure(1),
        "duration_years": figure(3),
        "cashable_share": figure(0.2),
        **changes,
    }


def price(**changes: object) -> dict:
    """A sound price, changed as told."""
    entry = {"id": "P1", "name": words("Stöd i skolan"), "price": figure(50_000, price_year=2024, unit="SEK/år")}
    return {**entry, "payer_id": "school", "quality": "official", "basis": "average", "span": "year", **changes}


BODY = {
    "id": "C1",
    "name": words("Föräldrastöd", "Parenting support"),
    "need": words("Många barn får för lite stöd."),
    "purpose": words("Barn ska må bättre."),
    "evidence": words("Två studier."),
    "start_year": 2024,
    "end_year": 2026,
    "cohorts": years(y2024=40, y2025=50),
    "actors": [
        {"id": "social", "name": words("Socialtjänsten"), "level": "municipality"},
        {"id": "school", "name": words("Skolan"), "level": "municipality"},
        {"id": "tax", "name": words("Skatteverket"), "level": "state"},
        {"id": "families", "name": words("Familjerna"), "level": "participants"},
    ],
    "stakeholders": [
        {"id": "S1", "name": words("Barnen"), "actor_id": "families", "involved": words("Intervju med tio barn.")}
    ],
    "resources": [
        {
            "id": "R1",
            "name": words("Gruppledare"),
            "kind": "staff_time",
            "payer_id": "social",
            "hours": years(y2024=400, y2025=400),
            "hourly_cost": figure(300, price_year=2024),
            "on_cost_share": figure(0.45),
        },
        {
            "id": "R2",
            "name": words("Föreningens tid"),
            "kind": "volunteer_time",
            "valued": False,
            "not_valued_reason": words("Går inte att skatta."),
        },
    ],
    "activities": [{"id": "V1", "name": words("Träffar"), "resource_ids": ["R1", "R2"]}],
    "outputs": [
        {"id": "U1", "name": words("Fullföljda kurser"), "activity_ids": ["V1"], "targets": years(y2024=30, y2025=40)}
    ],
    "outcomes": [
        {"id": "O1", "name": words("Barn bråkar mindre"), "stakeholder_id": "S1", "output_ids": ["U1"]},
        {
            "id": "O2",
            "name": words("Syskon får mindre tid"),
            "stakeholder_id": "S1",
            "output_ids": ["U1"],
            "positive": False,
            "valued": False,
            "not_valued_reason": words("Inget pris finns."),
        },
    ],
    "indicators": [
        {
            "id": f"I{number}",
            "name": words(f"Skattning {number}"),
            "outcome_id": f"O{number}",
            "baseline": figure(20),
            "target": figure(40),
            "data_source": words("Enkät"),
            "measured_when": words("Före och efter"),
        }
        for number in (1, 2)
    ],
    "proxies": [price()],
    "effects": [effect()],
}


def spoiled(**changes: object) -> Chain:
    """The sound chain with values put in at places such as `effects/E1/deadweight/value` (or `GONE`).

    A list of dicts at `+effects` is added to what is there.
    """
    body = deepcopy(BODY)
    for place, value in changes.items():
        _put(body, place.removeprefix("chain/"), value)
    return Chain.model_validate_json(json.dumps(body))


def _put(body: dict, place: str, value: object) -> None:
    if place.startswith("+"):
        body.setdefault(place[1:], []).extend(deepcopy(value))
        return
    *steps, last = place.split("/")
    holder = body
    for step in steps:
        named = isinstance(holder, list)
        holder = next(each for each in holder if each["id"] == step) if named else holder.setdefault(step, {})
    if value is GONE:
        del holder[last]
    else:
        holder[last] = value


def document(chain: Chain | None = None) -> dict:
    """The chain (or the sound one) as the parsed JSON of its document."""
    return json.loads(write_chain(chain or spoiled()))
