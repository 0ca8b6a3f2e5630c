"""A table as accessible HTML for the screen and as CSV for a spreadsheet."""

from collections.abc import Sequence
import csv
import io

from pandas import DataFrame, isna

from reports.columns import NOTHING, ROW_UNIT, column, records, written
from reports.markup import escaped
from reports.texts import text
from reports.texts.numbers import format_share
from sroi.sureness import CREDIBILITY

UNDER = "under"
"""Where a frame says which columns stand under others on the screen."""
Under = dict[str, tuple[str, ...]]
STYLE = (
    ".vk-table{overflow-x:auto;max-width:100%;overflow-wrap:break-word;container-type:inline-size}"
    ".vk-table table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}"
    ".vk-table caption{text-align:left;font-weight:600;padding:.3rem 0}"
    ".vk-table caption span{display:block;position:sticky;left:0;width:min(100%,100cqi)}"
    ".vk-table td:not(.vk-number){min-width:5rem}"
    "@container (max-width:30rem){.vk-table td:not(.vk-number){min-width:7rem}}"
    ".vk-table th,.vk-table td{text-align:left;vertical-align:top;padding:.3rem .6rem}"
    ".vk-table th,.vk-table td{border-bottom:1px solid color-mix(in srgb,currentColor 25%,transparent)}"
    ".vk-table thead th{border-bottom-width:2px;vertical-align:bottom;overflow-wrap:normal}"
    ".vk-table tbody th{font-weight:500;min-width:9rem}"
    ".vk-table thead th:has(small){min-width:6.5rem}"
    ".vk-table .vk-scroll{display:none;position:sticky;left:0;margin:0;font-size:.85rem}"
    ".vk-table .vk-number{text-align:right}"
    ".vk-table td.vk-number{white-space:nowrap}"
    ".vk-table small{display:block;font-size:.8rem;font-weight:400;line-height:1.3;white-space:normal}"
)
"""How every table looks, wherever it stands."""
NAME_REM, COLUMN_REM = 10, 6.5
"""About how wide the first column and each further one is: a table in a narrower place says how the rest is reached."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_BYTE_ORDER_MARK = "\ufeff"


def with_under(table: DataFrame, **under: tuple[str, ...]) -> DataFrame:
    """The table with some columns standing under others on the screen, so that it fits: two of them are an interval.

    A file for a spreadsheet keeps every column by itself.
    """
    table.attrs[UNDER] = under
    return table


def to_html(table: DataFrame, language: str, caption: str) -> str:
    """A real `<table>` in a region that the keyboard can scroll; for `st.html`. The first column heads its row."""
    under = _under(table)
    keys = [key for key in _shown(table) if not any(key in below for below in under.values())]
    heads = "".join(_head(key, language, under.get(key, ()), first=key == keys[0]) for key in keys)
    rows = "".join(_row(row, keys, language, under) for row in records(table))
    name = escaped(caption)
    return (
        f'<div class="vk-table" role="region" tabindex="0" aria-label="{name}"><style>{STYLE}</style>'
        f"{scroll_hint(len(keys), language)}"
        f"<table><caption><span>{name}</span></caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def scroll_hint(columns: int, language: str) -> str:
    """How the rest is reached, to be seen only where a table of so many columns has no room."""
    wide, fits_rem = f"vk-wide-{columns}", NAME_REM + COLUMN_REM * (columns - 1)
    narrow = f"@container (max-width:{fits_rem}rem){{.vk-table .vk-scroll.{wide}{{display:block}}}}"
    return f'<style>{narrow}</style><p class="vk-scroll {wide}">{escaped(text(language, "table.scroll"))}</p>'


def _shown(table: DataFrame) -> list[str]:
    return [key for key in table.columns if key != ROW_UNIT]


def _under(table: DataFrame) -> Under:
    """What stands under what, of the columns that the table has and that say anything."""
    there = {key for key in table.columns if table[key].notna().any()}
    wanted = table.attrs.get(UNDER, {})
    found = {key: tuple(each for each in below if each in there) for key, below in wanted.items() if key in table}
    empty = {each for below in wanted.values() for each in below if each in table and each not in there}
    return found | {"": tuple(empty)}


def _class(unit: str) -> str:
    return "" if unit == "words" else ' class="vk-number"'


def _head(key: str, language: str, under: tuple[str, ...], first: bool) -> str:
    declared = column(key)
    below = f"<small>{escaped(_head_under(under, language))}</small>" if under else ""
    shape = "" if first else _class(declared.unit)  # what heads its row stands to the left
    return f'<th scope="col"{shape}>{escaped(declared.title(language))}{below}</th>'


def _head_under(under: tuple[str, ...], language: str) -> str:
    if len(under) > 1:
        return text(language, "table.under.interval", credibility=format_share(language, CREDIBILITY, 0))
    return column(under[0]).title(language)


def _row(row: dict, keys: list[str], language: str, under: Under) -> str:
    cells = (_cell(row, key, language, under.get(key, ()), first=key == keys[0]) for key in keys)
    return f"<tr>{''.join(cells)}</tr>"


def _cell(row: dict, key: str, language: str, under: tuple[str, ...], first: bool) -> str:
    unit = _unit(row, key)
    shown = escaped(written(language, row[key], unit)) + _cell_under(row, under, language)
    return f'<th scope="row">{shown}</th>' if first else f"<td{_class(unit)}>{shown}</td>"


def _cell_under(row: dict, under: tuple[str, ...], language: str) -> str:
    """The second line of a cell; none where there is nothing to say."""
    said = [written(language, row[each], _unit(row, each)) for each in under]
    if not any(each not in (NOTHING, "") for each in said):
        return ""
    words = text(language, "table.under.ends", low=said[0], high=said[1]) if len(said) > 1 else said[0]
    return f"<small>{escaped(words)}</small>"


def _unit(row: dict, key: str) -> str:
    declared = column(key).unit
    return declared if declared == "words" else row.get(ROW_UNIT, declared)


def to_csv(table: DataFrame, language: str, about: Sequence[str] = ()) -> bytes:
    """The table as UTF-8 bytes, all digits kept: `;`, decimal comma and byte order mark in Swedish, else `,` and point.

    Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay. Shares are 0–1. The lines
    `about` the table stand after an empty one below it.
    """
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, delimiter=";" if language == "sv" else ",", lineterminator="\r\n")
    mixed = ROW_UNIT in table.columns
    keys = _shown(table)
    writer.writerow([*(_csv_title(key, language, mixed) for key in keys), *([_title(ROW_UNIT, language)] * mixed)])
    for row in records(table):
        unit = [text(language, f"table.unit.{row[ROW_UNIT]}")] if mixed else []
        writer.writerow([*(_csv_cell(row[key], language) for key in keys), *unit])
    if about:
        writer.writerow([])
        writer.writerows([_csv_cell(line, language)] for line in about)
    return ((_BYTE_ORDER_MARK if language == "sv" else "") + lines.getvalue()).encode()


def _title(key: str, language: str) -> str:
    return text(language, f"table.column.{key}")


def _csv_title(key: str, language: str, mixed: bool) -> str:
    declared = column(key)
    title = declared.title(language)
    if declared.unit in ("words", "number", "ratio", "statistic") or mixed:
        return title
    return f"{title} ({text(language, f'table.unit.{declared.unit}')})"


def _csv_cell(value: object, language: str) -> str:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    if value is None or isna(value):
        return ""
    plain = repr(float(value)).removesuffix(".0")
    return plain.replace(".", ",") if language == "sv" else plain
