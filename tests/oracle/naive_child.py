"""The child model a second time, in plain loops over options, years and children's states; no arrays, no shared code.

It shares nothing with the engine but the comparison and the index table.
"""

from math import exp, log, pi, sqrt

from chain.forecast.model import Comparison, Option
from sroi.discounting import INDEXES


def value(figure, otherwise=None):
    """A stated number, or what holds where nothing is stated."""
    return otherwise if figure is None else figure.value


def at_age(bands, age, name="probability"):
    """The number that holds at an age."""
    for band in bands:
        if band.age_from <= age <= band.age_to:
            return getattr(band, name).value
    raise AssertionError(f"no row at {age}")


def today(amount, year, rate, discounting):
    """Present value of an amount in year 1, 2 …"""
    shift = {"first_year_undiscounted": 1, "mid_year": 0.5, "end_year": 0}[discounting]
    return amount / (1 + rate) ** (year - shift)


def moved(amount, figure, decision):
    """An amount in the decision's prices."""
    if figure.price_year is None or figure.price_year == decision.price_year:
        return amount
    index = INDEXES[decision.index].values
    return amount * index[decision.price_year] / index[figure.price_year]


def left(rule, t):
    """What is left of the effect after t years."""
    years = value(rule.years)
    match str(rule.fading):
        case "step":
            return min(1.0, max(0.0, years - t))
        case "linear":
            return max(0.0, 1 - t / years)
        case "half_life":
            return 0.5 ** (t / years)
        case "yearly_factor":
            return value(rule.factor) ** t
        case "table":
            return rule.table[t].left_share.value
    return 1.0


def changed(measure, probability, ratio):
    """A probability under a ratio."""
    if measure == "odds_ratio":
        odds = ratio * probability / (1 - probability)
        return odds / (1 + odds)
    if measure == "hazard_ratio":
        return 1 - (1 - probability) ** ratio
    return ratio * probability


def smd_risk(risk, smd):
    """A risk under a standardised difference."""
    return changed("odds_ratio", risk, exp(smd * pi / sqrt(3)))


class Arm:
    """One option, reckoned for those whom the effect reaches, then for all."""

    def __init__(self, comparison: Comparison, option: Option):
        self.comparison, self.option, self.effect = comparison, option, option.effect
        self.decision, self.rule = comparison.decision, option.effect.persistence[0]
        self.years = max(self.decision.horizons)
        self.measure, self.acts_on = str(self.effect.measure), str(self.effect.acts_on)
        self.size = value(self.effect.estimate)
        if self.measure == "smd":
            self._translate()

    def _translate(self):
        risk = value(self.effect.control_risk)
        treated = smd_risk(risk, self.size)
        if self.acts_on in ("initial_state", "difference"):
            self.measure = "risk_difference"
            self.size = risk - treated if str(self.effect.event) == "problem" else treated - risk
        else:
            self.measure, self.size = "risk_ratio", treated / risk

    def start(self, treated):
        """The share with the problem at time 0."""
        population = self.comparison.population
        share, recovered = value(population.start_share), value(population.recovered_share, 0.0)
        if not treated or self.acts_on in ("incidence", "remission"):
            return share * (1 - recovered)
        if self.measure == "risk_difference":
            return share * (1 - recovered) - self.size
        if str(self.effect.event) == "problem":
            return changed(self.measure, share * (1 - recovered), self.size)
        return share * (1 - changed(self.measure, recovered, self.size))

    def moves(self, t, treated):
        """Remission and relapse in the year that begins at t."""
        course, age = self.comparison.natural_course, self.comparison.population.age_at_start + t
        found = {"remission": at_age(course.remission, age), "incidence": at_age(course.relapse, age)}
        if treated and self.acts_on in found:
            found[self.acts_on] = self._modified(found[self.acts_on], left(self.rule, t))
        return found["remission"], found["incidence"]

    def _modified(self, probability, rest):
        if self.measure == "risk_difference":
            return probability + (self.size if self.acts_on == "remission" else -self.size) * rest
        return min(1.0, changed(self.measure, probability, exp(rest * log(self.size))))

    def walk(self, treated):
        """Lists of those without and with the problem at 0, 1 … T."""
        course, having = self.comparison.natural_course, self.start(treated)
        without, trace = 1 - having, []
        for t in range(self.years + 1):
            trace.append((without, having))
            if t == self.years:
                break
            age = self.comparison.population.age_at_start + t
            dies = at_age(course.mortality, age) if course.mortality else 0.0
            dies_with = 1 - (1 - dies) ** value(course.mortality_ratio, 1.0)
            recovers, falls = self.moves(t, treated)
            stays, stays_with = (1 - dies) * without, (1 - dies_with) * having
            without, having = stays * (1 - falls) + stays_with * recovers, stays * falls + stays_with * (1 - recovers)
        return trace

    def differences(self):
        """For each year, how much less of it is spent with the problem, and how much more of it is lived."""
        control, treated = self.walk(False), self.walk(self.acts_on != "difference")
        less = [c[1] - x[1] for c, x in zip(control, treated, strict=True)]
        more = [x[0] + x[1] - c[0] - c[1] for c, x in zip(control, treated, strict=True)]
        if self.acts_on == "difference":
            less = [self.start(False) - self.start(True)] * (self.years + 1)
        is_shift, is_step = self.acts_on in ("initial_state", "difference"), str(self.rule.fading) == "step"
        if is_shift and not is_step:
            less = [each * left(self.rule, t) for t, each in enumerate(less)]
        yearly = [self._mean(less, t) * (left(self.rule, t) if is_shift and is_step else 1) for t in range(self.years)]
        return yearly, [self._mean(more, t) for t in range(self.years)]

    def _mean(self, points, t):
        return {"start": points[t], "end": points[t + 1], "life_table": (points[t] + points[t + 1]) / 2}[
            str(self.decision.occupancy)
        ]

    def cost(self, perspective):
        """What the intervention costs those who count."""
        delivery, rate = self.option.delivery, value(self.decision.cost_discount)
        begin = value(self.comparison.population.children) * value(delivery.uptake_share)
        groups = (
            value(delivery.groups)
            if delivery.groups
            else (begin / value(delivery.group_size) if delivery.group_size else 0)
        )
        programme = parents = 0.0
        for item in self.option.costs:
            each = moved(value(item.amount) * value(item.quantity, 1.0), item.amount, self.decision)
            match str(item.per):
                case "setup":
                    years = value(item.life_years)
                    even = item.spread == "even" or rate == 0
                    programme += each / years if even else each * rate / (1 - (1 + rate) ** -years)
                case "group":
                    programme += each * groups
                case "child":
                    programme += each * begin
                case "parent_time":
                    parents += each * begin
        paid = sum(
            programme * value(share.share) for share in self.option.payer_shares if counts(share.payer, perspective)
        )
        return paid + (parents if perspective == "society" else 0)

    def sums(self, perspective, horizon):
        """Offset (SEK) and QALYs, present values, at a horizon."""
        less, more = self.differences()
        delivery, health, offset, qalys = self.option.delivery, self.comparison.health, 0.0, 0.0
        reached = value(self.comparison.population.children) * value(delivery.uptake_share)
        if str(self.effect.basis) == "completers":
            reached *= value(delivery.completion_share)
        for year in range(1, horizon + 1):
            age, how = self.comparison.population.age_at_start + year - 1, self.decision.discounting
            for cost in self.comparison.excess_costs:
                if counts(cost.payer, perspective) and not (perspective == "society" and cost.transfer):
                    band = next(band for band in cost.bands if band.age_from <= age <= band.age_to)
                    sek = moved(band.amount.value, band.amount, self.decision) * value(
                        self.comparison.excess_level, 1.0
                    )
                    offset += today(reached * less[year - 1] * sek, year, value(self.decision.cost_discount), how)
            whole, loss = value(health.quality_without), value(health.quality_loss)
            gain = reached * (whole * (more[year - 1] + less[year - 1]) - (whole - loss) * less[year - 1])
            qalys += today(gain, year, value(self.decision.effect_discount), how)
        return offset, qalys


def counts(payer, perspective):
    """Whether a payer's money counts."""
    public = ("municipality", "region", "state")
    return perspective == "society" or payer == perspective or (perspective == "public" and payer in public)
