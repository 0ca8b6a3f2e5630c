"""Follow-up counted the stupid way: plain loops, sums one by one, a posterior by adding up a grid."""

from math import exp, log


def year(rule: str, cells: list[dict | None]) -> dict | None:
    """The cells of one year as one. A cell is None where it is missing."""
    seen = [cell for cell in cells if cell is not None]
    if not seen:
        return None
    if rule in ("cumulative", "level"):
        return seen[-1]
    found = {"value": 0.0, "hits": 0, "answered": 0, "asked": 0}
    for cell in seen:
        found["hits"] += cell.get("hits", 0)
        found["answered"] += cell.get("answered", 0)
        found["asked"] += cell.get("asked", 0)
        found["value"] += cell.get("value", 0.0) * (cell["answered"] if rule == "mean" else 1)
    if rule == "mean":
        found["value"] /= found["answered"]
        people = [(cell["value"], cell["spread"], cell["answered"]) for cell in seen]
        squares = sum((n - 1) * s**2 + n * m**2 for m, s, n in people) - found["answered"] * found["value"] ** 2
        found["spread"] = (max(squares, 0.0) / (found["answered"] - 1)) ** 0.5
    return found


def posterior_mean(first: float, second: float, hits: int, of: int, points: int = 4_000) -> float:
    """Mean of a share with a beta prior after `hits` of `of`: prior × likelihood, added up over a grid."""
    found = []
    for at in range(points):
        share = (at + 0.5) / points
        density = (first - 1 + hits) * log(share) + (second - 1 + of - hits) * log(1 - share)
        found.append((share, density))
    highest = max(density for _, density in found)
    weight = mean = 0.0
    for share, density in found:
        weight += exp(density - highest)
        mean += exp(density - highest) * share
    return mean / weight


def normal_posterior(priors: list[tuple[float, float]]) -> tuple[float, float]:
    """Mean and variance of what several normals (mean, variance) say together, one precision after the other."""
    precision = total = 0.0
    for mean, variance in priors:
        precision += 1 / variance
        total += mean / variance
    return total / precision, 1 / precision
