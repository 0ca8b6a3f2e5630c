"""How long keeping, opening, verifying and comparing take: `python -m tests.benchmarks.bench_kept`.

The workload: the example intervention I3 (seven effects), and 200 monetised effects as in `bench_engine`.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from time import perf_counter, process_time

from chain.model import Chain
from reports.version_report import archive, version_report
from sroi.bridge import bridge
from sroi.frozen import FrozenVersion, freeze, open_version, recompute
from sroi.package import verify
from sroi.settings import SWEDISH_PUBLIC_SECTOR, Settings
from tests.benchmarks.bench_engine import workload
from tests.golden.examples import example


def milliseconds(work: Callable[[], object], repeats: int = 10) -> tuple[float, float]:
    """Median time on the clock and least processor time."""
    clock, processor = [], []
    for _ in range(repeats):
        started, used = perf_counter(), process_time()
        work()
        clock.append(perf_counter() - started)
        processor.append(process_time() - used)
    return 1000 * median(clock), 1000 * min(processor)


def kept(chain: Chain, settings: Settings = SWEDISH_PUBLIC_SECTOR) -> FrozenVersion:
    """The chain's result, kept."""
    return freeze(chain, settings, name="Bench", who="bench", at=datetime(2026, 1, 1, tzinfo=UTC))


def raised(chain: Chain, count: int) -> Chain:
    """The chain with this many deadweights changed, each a change of its own."""
    figures = [each.deadweight.model_copy(update={"value": 0.123, "figure_id": None}) for each in chain.effects]
    effects = [
        each.model_copy(update={"deadweight": figure})
        for each, figure in zip(chain.effects[:count], figures, strict=False)
    ]
    return chain.model_copy(update={"effects": (*effects, *chain.effects[count:])})


def main() -> None:
    """Measure and print."""
    print(f"{'':44s} median ms  least cpu ms     size")
    for name, chain in (("I3", example("I3")), ("200 effects", workload())):
        version = kept(chain)
        package = archive(version, "sv")
        texts = version.record_json, version.chain_json, version.result_json
        _show(f"{name}: keep", lambda chain=chain: kept(chain), sum(map(len, texts)))
        _show(f"{name}: open and check hashes", lambda texts=texts: open_version(*texts))
        _show(f"{name}: calculate again and compare", lambda version=version: recompute(version))
        _show(f"{name}: readable report", lambda version=version: version_report(version, "sv"))
        _show(f"{name}: verify a package", lambda package=package: verify(package), len(package))
        for count in (1, 5, len(chain.effects)):
            other = kept(raised(chain, count), SWEDISH_PUBLIC_SECTOR.model_copy(update={"discount_rate": 0.04}))
            found = bridge(version, other)
            label = f"{name}: bridge, {len(found.bundles)} steps of {count + 1} changes"
            _show(label, lambda version=version, other=other: bridge(version, other), repeats=3)


def _show(label: str, work: Callable[[], object], size: int | None = None, repeats: int = 10) -> None:
    clock, processor = milliseconds(work, repeats)
    print(f"{label:44s} {clock:9.1f} {processor:13.1f} {'' if size is None else f'{size / 1000:8.0f} kB'}")


if __name__ == "__main__":
    main()
