"""The conventions that the reader has chosen, kept between visits, and the controls that change them."""

from collections.abc import Mapping

from pydantic import ValidationError
import streamlit as st

from chain.model import Chain
from chain.problem import Problem, problem
from pages.parts import compute, conventions_address, workspace
from pages.parts.folded import folded
from pages.parts.words import language, plain, t
from reports.texts.numbers import format_share_input, parse_share, parse_whole, parse_year
from reports.texts.problems import sentence
from reports.whose import holder_name
from sroi.assumption_set import LockedSet
from sroi.perspective import LEVELS, ONE_ACTOR, members_of
from sroi.settings import HORIZONS, PRESETS, SWEDISH_PUBLIC_SECTOR, Settings
from storage import operations

PREFERENCE = "conventions"
FOUND = "conventions-found"
PERSPECTIVES = ("public", "society", *LEVELS)
LONGEST_HORIZON = 100
CHOICES = {
    "filters": ("multiplicative", "additive"),
    "drop_off": ("geometric", "straight_line"),
    "drop_off_from": ("second_year", "first_year"),
    "discounting": ("first_year_undiscounted", "mid_year", "end_year"),
    "horizon_from": ("first_calendar_year", "cohort_start"),
    "costs_after_horizon": ("cut", "kept"),
    "income": ("lower_cost", "benefit"),
    "payback": ("whole_year", "interpolated", "annual_value"),
}


def settings(chain: Chain | None = None) -> Settings:
    """The conventions in force: the address's, else this visit's, else the last ones chosen, else the Swedish ones.

    One payer's money can be counted only in a chain where that payer is; elsewhere it is the public sector's.
    """
    now = _chosen()
    known = now.perspective in PERSPECTIVES or (chain is not None and members_of(chain, now.perspective))
    return now if known else now.model_copy(update={"perspective": "public"})


def _chosen() -> Settings:
    now = st.session_state.get("conventions") or _remembered()
    asked = conventions_address.read(st.query_params.to_dict(), now)
    if asked is None:
        return now
    st.session_state["conventions"] = asked
    return asked


def _preference() -> str:
    """Each organisation's conventions are remembered apart, and anew when it locks an assumption set."""
    last = operations.set_in_force(workspace.store(), workspace.acting())
    of = workspace.acting().organisation_id
    return f"{PREFERENCE}:{of}" + (f":{last.number}" if last else "")


def settle() -> None:
    """At the beginning of a run: forget what the run before found remembered, so that it is asked for once a run."""
    st.session_state.pop(FOUND, None)


def _remembered() -> Settings:
    if FOUND not in st.session_state:
        st.session_state[FOUND] = _last_chosen()
    return st.session_state[FOUND]


def _last_chosen() -> Settings:
    kept = operations.preference(workspace.store(), workspace.who(), _preference())
    try:
        return Settings.model_validate_json(kept) if kept else agreed()
    except ValidationError:
        return agreed()


def agreed() -> Settings:
    """What the organisation has locked in its assumption set in force, else the Swedish public sector's conventions."""
    locked = compute.set_in_force()
    return locked.set.settings if locked else SWEDISH_PUBLIC_SECTOR


def take_agreed(now: Settings, locked: LockedSet) -> None:
    """Count by the set's conventions from now on, over the same horizon and for the same part of society."""
    views = {name: getattr(now, name) for name in ("horizon_years", "perspective", "with_optional")}
    _keep(locked.set.settings.model_copy(update=views))


def _keep(changed: Settings) -> None:
    operations.set_preference(workspace.store(), workspace.who(), _preference(), changed.model_dump_json())
    st.session_state["conventions"] = changed
    _tell_address(changed)


def _tell_address(now: Settings) -> None:
    """Let the address tell the conventions, so that it can be sent to someone else."""
    told, stands = conventions_address.written(now), st.query_params.to_dict()
    for name in conventions_address.FINER:
        if name in stands and name not in told:
            st.query_params.pop(name)
    if any(stands.get(name) != value for name, value in told.items()):
        st.query_params.update(told)


def choose(chain: Chain | None = None) -> Settings:
    """Draw the controls: horizon and whose value first (also one payer's of `chain`), the finer conventions behind."""
    now = settings(chain)
    _tell_address(now)
    left, right = st.columns(2)
    with left:
        _horizon(now)
    with right:
        _perspective(now.perspective, chain)
    _behind(now)
    return now


def choose_how(chain: Chain) -> Settings:
    """The same without whose value counts, for a page where everybody's is beside everybody else's."""
    now = settings(chain)
    _tell_address(now)
    _horizon(now)
    _behind(now)
    return now


def _behind(now: Settings) -> None:
    with folded(t("convention.title", name=t(f"convention.preset_{now.name}")), "conventions-finer") as opened:
        if opened.open:
            _finer(now)


def _perspective(chosen: str, chain: Chain | None) -> None:
    """Whose value counts: the public sector, everyone, a level that the chain has, or one of its actors."""
    actors = chain.actors if chain else ()
    levels = [level for level in LEVELS if chain is None or members_of(chain, level)]
    names = {code: t(f"convention.perspective_{code}") for code in ("public", "society", *levels)}
    names.setdefault(chosen, holder_name(chosen, chain, language()) if chain else chosen)
    for actor in actors:
        name = plain(actor.name.into(language()) or actor.id)
        names[ONE_ACTOR + actor.id] = t("convention.perspective_one_actor", name=name)
    _pick("perspective", tuple(names), chosen, t("convention.perspective"), names)


def _horizon(now: Settings) -> None:
    options = [str(years) for years in HORIZONS]
    if now.horizon_years not in HORIZONS:
        options.append(str(now.horizon_years))
    key = f"horizon-{now.horizon_years}@{language()}"
    st.segmented_control(
        t("convention.horizon"),
        options,
        default=str(now.horizon_years),
        required=True,
        format_func={years: t("convention.years", years=years) for years in options}.get,
        key=key,
        on_change=lambda: _change(horizon_years=int(st.session_state[key])),
    )


def _pick(name: str, options: tuple[str, ...], chosen: str, label: str, names: Mapping[str, str] | None = None) -> None:
    key = f"convention-{name}@{language()}"
    st.session_state[key] = chosen
    st.selectbox(
        label,
        options,
        key=key,
        format_func=(names or {code: t(f"convention.{name}_{code}") for code in options}).get,
        on_change=lambda: _change(**{name: st.session_state[key]}),
    )


def _typed(name: str, label: str, shown: str, parse) -> None:
    """A field that shows what is in force, also after a preset has changed it; what cannot be read stays as typed."""
    key = f"convention-typed-{name}={shown}"
    st.text_input(label, shown, key=key, on_change=lambda: _read(name, key, parse), max_chars=40)
    found = st.session_state.get(f"{key}-problem")
    if found is not None:
        st.error(plain(sentence(language(), found)))


def _read(name: str, key: str, parse) -> None:
    value = parse(st.session_state[key], f"settings/{name}")
    found = value if isinstance(value, Problem) else _change(**{name: value})
    st.session_state[f"{key}-problem"] = found


def _years(raw: str, place: str) -> int | Problem:
    value = parse_whole(raw, place)
    if isinstance(value, int) and not 1 <= value <= LONGEST_HORIZON:
        return problem("form.horizon", place, raw=raw.strip(), most=LONGEST_HORIZON)
    return value


def _price_year(raw: str, place: str) -> int | Problem | None:
    """A year, or none: an empty field leaves every price in its own year's money."""
    return parse_year(raw, place) if raw.strip() else None


def _finer(now: Settings) -> None:
    _typed("horizon_years", t("convention.other_horizon"), str(now.horizon_years), _years)
    presets = tuple(PRESETS) + (() if now.name in PRESETS else (now.name,))
    key = f"convention-preset@{language()}"
    st.session_state[key] = now.name
    st.selectbox(
        t("convention.preset"),
        presets,
        key=key,
        format_func={name: t(f"convention.preset_{name}") for name in presets}.get,
        on_change=lambda: _preset(st.session_state[key]),
    )
    for name, options in CHOICES.items():
        _pick(name, options, getattr(now, name), t(f"convention.{name}"))
    _typed(
        "discount_rate", t("convention.discount_rate"), format_share_input(language(), now.discount_rate), parse_share
    )
    _typed("price_year", t("convention.price_year"), str(now.price_year or ""), _price_year)
    for name in ("investment_discounted", "payback_discounted", "with_optional"):
        _flag(name, getattr(now, name))


def _flag(name: str, chosen: bool) -> None:
    key = f"convention-{name}"
    st.session_state[key] = chosen
    st.checkbox(t(f"convention.{name}"), key=key, on_change=lambda: _change(**{name: st.session_state[key]}))


def _preset(name: str) -> None:
    if name in PRESETS:
        now = _chosen()
        kept = {"horizon_years": now.horizon_years, "perspective": now.perspective}
        _keep(PRESETS[name].model_copy(update=kept))


def _change(**changed: object) -> Problem | None:
    try:
        new = Settings.model_validate({**_chosen().model_dump(), **changed})
    except ValidationError:
        return problem("form.convention", f"settings/{next(iter(changed))}")
    _keep(conventions_address.renamed(new))
    return None
