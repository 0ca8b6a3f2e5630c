"""What the command line tells about drivers, turning points and what is worth finding out: lines and JSON."""

from collections.abc import Iterable

from chain.model import Chain
from reports.amounts import mover_name, number_name
from reports.drivers import share_words, tornado_finding
from reports.headline import conventions_line, ratio_sentence
from reports.learning import choice_sentence, everything_sentence, first_sentence, money, says_something
from reports.scenarios import scenario_name
from reports.shell import interval_data
from reports.texts import text
from reports.texts.numbers import format_number, format_ratio
from reports.tipping import standing_sentence, tipping_sentence
from sroi.accounted import Accounted, shares_of_variance
from sroi.deciding import Decision, Drawn, decide, may_decide
from sroi.movable import Movable, movables
from sroi.ratio import calculate
from sroi.scenarios import Scenario, scenarios
from sroi.sensitivity import Tornado, tornado
from sroi.settings import ENGINE_VERSION, Settings
from sroi.span import price_span
from sroi.stated import stated_ranges
from sroi.sureness import Sureness, sureness
from sroi.switching import Switching, SwitchingValues, switching_values
from sroi.uncertainty import SEED
from sroi.variance import VarianceShare
from sroi.voi import Worth

Told = tuple[list[str], dict]
"""The lines to read, and the same as data."""


def _head(chain: Chain, settings: Settings, language: str, sure: Sureness | None) -> list[str]:
    result, span = calculate(chain, settings), price_span(chain, settings)
    return [
        text(language, "cli.title", name=chain.name.into(language), id=chain.id),
        ratio_sentence(result, language, settings.perspective, span, sure),
        conventions_line(language, settings, chain),
    ]


def _about(chain: Chain, settings: Settings) -> dict:
    return {"chain": chain.id, "engine_version": ENGINE_VERSION, "settings": settings.model_dump()}


def _number(mover, chain: Chain, language: str) -> dict:
    return {"place": mover.place, "name": mover_name(mover, chain, language), "unit": mover.unit, "value": mover.base}


# --- sensitivity ---


def sensitivity(chain: Chain, settings: Settings, language: str) -> Told:
    """One number at a time, shares of variance, and the ready-made scenarios."""
    ranges = stated_ranges(chain)
    found = tornado(chain, settings, ranges=ranges)
    accounted = shares_of_variance(chain, settings)
    ready = scenarios(chain, settings, ranges=ranges)
    sure = sureness(chain, settings)
    lines = [*_head(chain, settings, language, sure), *_sensitivity_lines(found, accounted, ready, chain, language)]
    data = _about(chain, settings) | {
        "ratio": found.ratio,
        "ratio_interval": interval_data(sure, settings.perspective),
        "net_sek": found.net_sek,
        "bars": [_bar(bar, accounted, chain, language) for bar in found.bars],
        "without_range": [_number(each, chain, language) for each in found.without_range],
        "refused": [{"code": each.code, "place": each.place} for each in found.refused],
        "draws": accounted.draws,
        "seed": SEED,
        "scenarios": [_scenario(each) for each in ready],
    }
    return lines, data


def _sensitivity_lines(found: Tornado, accounted: Accounted, ready, chain: Chain, language: str) -> Iterable[str]:
    if found.ratio is None:
        return
    yield ""
    yield tornado_finding(found, chain, language)
    for bar in found.bars:
        ends = {
            "low": _ratio(bar.ratio_at_low, language),
            "high": _ratio(bar.ratio_at_high, language),
        }
        name = mover_name(bar.movable, chain, language)
        share = share_words(accounted.of_place(bar.movable.place)[0], language)
        line = text(language, "drivers.bar", name=name, **ends)
        yield "  " + (text(language, "shell.with_share", line=line, share=share) if share else line)
    if found.without_range:
        yield text(language, "drivers.without_range", count=len(found.without_range))
    for each in ready:
        name = scenario_name(each.name, language)
        yield "  " + text(language, "scenario.label", name=name, ratio=_ratio(each.ratio, language))


def _ratio(ratio: float | None, language: str) -> str:
    return text(language, "drivers.cell_none") if ratio is None else format_ratio(language, ratio)


def _bar(bar, accounted: Accounted, chain: Chain, language: str) -> dict:
    alone, in_all = accounted.of_place(bar.movable.place)
    low, high = bar.movable.ends
    return _number(bar.movable, chain, language) | {
        "low": low,
        "high": high,
        "ratio_at_low": bar.ratio_at_low,
        "ratio_at_high": bar.ratio_at_high,
        "net_at_low_sek": bar.net_at_low_sek,
        "net_at_high_sek": bar.net_at_high_sek,
        "variance_share_alone": _share(alone),
        "variance_share_in_all": _share(in_all),
    }


def _share(share: VarianceShare | None) -> dict | None:
    return share and {"share": share.share, "standard_error": share.standard_error}


def _scenario(each: Scenario) -> dict:
    return {
        "name": each.name,
        "figures": dict(each.figures),
        "investment_sek": float(each.investment_sek),
        "value_sek": float(each.value_sek),
        "net_sek": float(each.net_sek),
        "ratio": None if each.ratio is None else float(each.ratio),
    }


# --- switching ---


def switching(chain: Chain, settings: Settings, language: str, target: float) -> Told:
    """The value of every number at which the ratio becomes the target."""
    found = switching_values(chain, settings, target, ranges=stated_ranges(chain))
    sure = sureness(chain, settings)
    lines = _head(chain, settings, language, sure)
    if found.standing is not None:
        lines += ["", standing_sentence(found, language)]
    if found.standing in ("above", "below"):
        tips = [*found.ranked, *(row for row in found.multipliers if row.tips)]
        lines += ["  " + tipping_sentence(row, found, chain, language) for row in tips]
        lines += [text(language, "tipping.cannot_tip", count=len(found.cannot))]
    data = _about(chain, settings) | {
        "target": target,
        "ratio": found.ratio,
        "ratio_interval": interval_data(sure, settings.perspective),
        "standing": found.standing,
        "rows": [_row(row, found, chain, language) for row in (*found.ranked, *found.cannot)],
        "multipliers": [_row(row, found, chain, language) for row in found.multipliers],
    }
    return lines, data


def _row(row: Switching, found: SwitchingValues, chain: Chain, language: str) -> dict:
    is_told = row.tips and found.standing != "at"
    return _number(row.mover, chain, language) | {
        "tips": row.tips,
        "switching_value": row.value,
        "others": row.others,
        "exact": row.exact,
        "change_share": row.change_share,
        "within_stated": row.within_stated,
        "sentence": tipping_sentence(row, found, chain, language) if is_told else None,
    }


# --- voi ---


def voi(chain: Chain, settings: Settings, language: str) -> Told:
    """What it is worth to know more before carrying the intervention out or leaving it."""
    head = _head(chain, settings, language, sureness(chain, settings))
    if not may_decide(chain, settings):
        return [*head, "", text(language, "learning.no_net")], _about(chain, settings)
    decision = decide([chain], settings)
    numbers = movables(chain, settings, stated_ranges(chain))
    lines = [
        *head,
        "",
        *_voi_lines(decision, numbers, chain, language),
    ]
    found = decision.found
    data = _about(chain, settings) | {
        "draws": decision.draws,
        "seed": SEED,
        "mean_net_sek": found.mean_net_sek[1],
        "best": "do" if found.best else "leave",
        "chance_best": dict(zip(("leave", "do"), found.chance_best, strict=True)),
        "everything": _worth(found.everything),
        "numbers": [
            _worth(each) | {"name": number_name(_drawn(decision, each).places[0][1], chain, language)}
            | {"places": [place for _, place in _drawn(decision, each).places]}
            for each in found.assumptions
        ],
        "groups": [_worth(each) | {"group": each.name} for each in found.groups],
        "counted_as_certain": sum(not (each.has_range or each.is_fixed) for each in numbers),
    }  # fmt: skip
    return lines, data


def _drawn(decision: Decision, worth: Worth) -> Drawn:
    return next(each for each in decision.numbers if each.name == worth.name)


def _voi_lines(decision: Decision, numbers: tuple[Movable, ...], chain: Chain, language: str) -> Iterable[str]:
    if not decision.numbers:
        yield text(language, "learning.no_spread")
        return
    chains = {chain.id: chain}
    first = first_sentence(decision, chains, language)
    yield from filter(
        None, (first, everything_sentence(decision, language), choice_sentence(decision, chains, language))
    )
    for worth in decision.found.assumptions:
        if says_something(worth):
            name = number_name(_drawn(decision, worth).places[0][1], chain, language)
            yield "  " + text(language, "learning.bar", name=name, worth=money(worth.worth_sek, language))
    without = sum(not (each.has_range or each.is_fixed) for each in numbers)
    if without:
        counts = {"without": without, "total": len(numbers), "drawn": len(decision.numbers)}
        yield text(language, "learning.counted_certain", **{
            name: format_number(language, count, 0) for name, count in counts.items()})  # fmt: skip


def _worth(worth: Worth) -> dict:
    return {"worth_sek": worth.worth_sek, "standard_error_sek": worth.standard_error_sek, "share": worth.share}
