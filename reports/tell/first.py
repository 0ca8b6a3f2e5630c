"""What no form leaves out: the ratio with interval, horizon and whose value, what kind of value, when it pays back."""

from collections.abc import Iterator

from reports.headline import is_anything, ratio_sentence
from reports.headline_parts import beside
from reports.sureness import outside
from reports.tell.story import Said
from reports.tell.voice import Voice, short_per_krona
from reports.texts.numbers import format_share, format_years
from sroi.perspective import LEVELS
from sroi.results import Total


def first_sentences(voice: Voice) -> tuple[Said, ...]:
    """The headline, the ratio first, or why there is none."""
    return tuple(voice.said(f"headline/{name}", words) for name, words in _sentences(voice) if words)


def _sentences(voice: Voice) -> Iterator[tuple[str, str]]:
    yield "ratio", _ratio(voice)
    yield "outside", _outside(voice)
    yield "prices", _prices(voice)
    if is_anything(voice.result):
        yield "flow", _flow(voice)
        yield "kinds", _kinds(voice)
        yield "payback", _payback(voice)
    yield "claim", claim(voice)
    yield "beside", " ".join(beside(voice.result, voice.chain, voice.language))


def _outside(voice: Voice) -> str:
    """That the ratio is not within its interval, written as it is above."""
    if voice.ratio_range(voice.perspective) is None:
        return ""
    return outside(
        voice.language,
        voice.sure,
        voice.perspective,
        written=lambda _, each: voice.ratio_words(voice.perspective, each),
    )


def _ratio(voice: Voice) -> str:
    """What a krona gives. Never without interval, horizon and whose value it is."""
    total = voice.total
    if total.ratio is None:
        return ratio_sentence(voice.result, voice.language, voice.perspective)
    if voice.ratio_range(voice.perspective) is None:
        return voice.words("told.no_ratio")
    kind = voice.perspective if voice.perspective in ("public", "society") else "own"
    told = {
        "ratio": voice.per_krona(voice.perspective, float(total.ratio)),
        "horizon": voice.horizon,
        "interval": voice.ratio_interval(voice.perspective),
    }
    return voice.words(f"told.ratio.{kind}", **told, **({"whose": voice.whose()} if kind == "own" else {}))


def _prices(voice: Voice) -> str:
    """Where nothing was drawn: the prices' ends, by their own name, since they are no interval."""
    if voice.total.ratio is None or voice.ratio_range(voice.perspective) is not None:
        return ""
    ends = voice.version.span.of(voice.perspective)
    if ends.cautious is None:
        return ""
    low, high = (short_per_krona(voice.language, float(end)) for end in (ends.cautious, ends.hopeful))
    return voice.words("told.prices", low=low, high=high, whose=voice.whose(), horizon=voice.horizon)


def _flow(voice: Voice) -> str:
    total = voice.total
    told = {"horizon": voice.horizon, "whose": voice.whose(), "value": voice.money(total.value)}
    told["investment"] = voice.money(total.investment)
    if not total.investment_known:
        return voice.words("headline.flow_unknown", **told)
    return voice.words("headline.flow", net=voice.money(total.net), **told)


# --- whose value, and of what kind ---


def _kinds(voice: Voice) -> str:
    """Each level's part of the value and how much of it can be freed, then what falls to others.

    In per cent of the value; in kronor where a part is negative, since shares of such a sum mislead.
    """
    total = voice.total
    if voice.perspective not in ("public", "society"):
        return _one_holder(voice, total)
    levels = [each for each in map(voice.result.total, LEVELS) if round(float(each.value))]
    others = float(total.welfare_value) if voice.perspective == "society" else 0.0
    parts = [float(each.value) for each in levels] + ([others] if round(others) else [])
    if not parts or float(total.value) <= 0:
        return ""
    shares = min(parts) >= 0
    items = [_level(voice, each, shares) for each in levels]
    if round(others):
        items.append(voice.words("told.kinds.others", part=_part(voice, others, shares)))
    return voice.words("told.kinds.line", whose=voice.whose(), parts="; ".join(items))


def _one_holder(voice: Voice, total: Total) -> str:
    if round(float(total.cashable)) <= 0 or float(total.value) <= 0:
        return ""
    return voice.words("told.kinds.one", freed=voice.money(total.cashable), value=voice.money(total.value))


def _level(voice: Voice, level: Total, shares: bool) -> str:
    part = _part(voice, float(level.value), shares)
    value, freed = float(level.value), float(level.cashable)
    if value <= 0 or round(freed) <= 0:
        return voice.words("told.kinds.level", part=part, who=voice.whose(level.perspective))
    if round(freed) == round(value):
        return voice.words("told.kinds.level_all", part=part, who=voice.whose(level.perspective))
    freed_part = format_share(voice.language, freed / value, 0) if shares and freed <= value else voice.money(freed)
    return voice.words("told.kinds.level_freed", part=part, who=voice.whose(level.perspective), freed=freed_part)


def _part(voice: Voice, sek: float, shares: bool) -> str:
    return format_share(voice.language, sek / float(voice.total.value), 0) if shares else voice.money(sek)


# --- when it pays back ---


def _payback(voice: Voice) -> str:
    """For each level that pays: after how long it has got back what it put in itself, or that it does not."""
    if not voice.total.investment_known:
        return ""
    payers = [each for each in map(voice.result.total, LEVELS) if round(float(each.investment)) > 0]
    if voice.perspective not in ("public", "society"):
        payers = [voice.total] if round(float(voice.total.investment)) > 0 else []
    return " ".join(payback_of(voice, each) for each in payers)


def payback_of(voice: Voice, payer: Total) -> str:
    """When a payer has got back what it put in: a budget by itself, or the public sector or society as a whole."""
    kind = "whole" if payer.perspective in ("public", "society") else "own"
    who = voice.whose(payer.perspective)
    who = who[:1].upper() + who[1:]
    if payer.payback is None:
        return voice.words(f"told.payback.{kind}_never", who=who, horizon=voice.horizon)
    told = {"who": who, "years": format_years(voice.language, float(payer.payback.years))}
    if payer.perspective == "society" or round(float(payer.calculated_saving + payer.welfare_value)) <= 0:
        return voice.words(f"told.payback.{kind}_after", **told)
    return voice.words(f"told.payback.{kind}_soft", freed=on_freed_money(voice, payer), **told)


def on_freed_money(voice: Voice, payer: Total) -> str:
    """When freed money alone has made up for what was put in, or that it does not."""
    found = voice.result.cashable_payback(payer.perspective)
    if found is None:
        return voice.words("headline.cashable_never", horizon=voice.horizon)
    return voice.words("headline.cashable_payback", years=format_years(voice.language, float(found.years)))


# --- forecast or outcome ---


def claim(voice: Voice) -> str:
    """Whether it is a forecast or has been measured, and which years."""
    measured, ahead = voice.years
    if voice.kind == "both":
        return voice.words("told.claim.both", measured=measured, ahead=ahead)
    if measured:
        return voice.words("told.claim.measured", measured=measured)
    return voice.words("headline.claim.evaluative" if voice.kind == "outcome" else "headline.claim.forecast")
