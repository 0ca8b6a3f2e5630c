"""A fund's account on the page: what is left, year by year, what is to mend, and the files to take along."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from chain.plan.fund import FundAccount, write_fund
from chain.plan.fund_edit import rules_of
from chain.problem import Severity
from pages.parts import editor, saving, show
from pages.parts.fund_begin import preset_choice
from pages.parts.fund_desk import DESK, what_follows
from pages.parts.fund_fields import OWN, own, rules
from pages.parts.sheet import Sheet
from pages.parts.words import language, plain, t
from reports.paper.pdf import MEDIA_TYPE as PDF
from reports.paper.pdf import write_pdf
from reports.paper.word import write_word
from reports.plan import fund as told
from reports.plan.fund_paper import paper, workbook
from storage.operations.plan import StoredFund

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOXES = {Severity.ERROR: st.error, Severity.WARNING: st.warning, Severity.NOTE: st.info}


def account(found: StoredFund) -> None:
    """What the fund began with and will have, what is to mend, the years, the frames, and the files."""
    fund = found.content
    year_by_year, problems = what_follows(fund)
    for each in told.said(fund, year_by_year, language()):
        st.markdown(plain(each))
    for severity, lines in told.problem_lines(fund, problems, language()).items():
        items = "\n".join(f"- {plain(each)}" for each in lines)
        BOXES[severity](f"**{t(f'severity.{severity}')}**\n{items}")
    st.header(t("fund.balance"), anchor=False)
    figure = told.balance_figure(year_by_year, language())
    show.chart(figure, t("fund.account"), download="fund-account")
    st.markdown(t("fund.account_help"))
    st.header(t("fund_field.reductions"), anchor=False)
    if year_by_year.frames:
        frames = told.frames_table(fund, year_by_year, language())
        show.table(frames, t("fund_field.reductions"), download="fund-frames")
        st.markdown(t("fund.status_help"))
    else:
        st.info(t("empty.reductions"))
    _files(found)


def _files(found: StoredFund) -> None:
    """The account as spreadsheet, PDF, Word and open document; each says that it is a memorandum."""
    fund, today, tongue = found.content, date.today(), language()
    year_by_year, problems = what_follows(fund)
    version = t("together.version", number=found.version)

    def on_paper():
        return paper(fund, year_by_year, problems, tongue, today, version)

    files = {
        "xlsx": (XLSX, lambda: workbook(fund, year_by_year, tongue, today, version)),
        "pdf": (PDF, lambda: write_pdf(on_paper())),
        "docx": (DOCX, lambda: write_word(on_paper())),
        "json": ("application/json", lambda: write_fund(fund).encode()),
    }
    st.header(t("fund.files"), anchor=False)
    with st.container(horizontal=True, key="fund-files"):
        for kind, (mime, data) in files.items():
            name = f"{show.slug(told.fund_name(fund, tongue)) or fund.id}-{t('fund.file_name')}.{kind}"
            st.download_button(t(f"fund.as_{kind}"), data=data, file_name=name, mime=mime, key=f"fund-{kind}",
                               on_click="ignore")  # fmt: skip


def rules_and_start(found: StoredFund) -> None:
    """What the rules say, a known fund's to take over, and the form for them and for what the account begins with."""
    fund = found.content
    for each in told.rules_said(fund, language()) or [t("fund.no_rules")]:
        st.markdown(f"- {plain(each)}")
    if found.writable:
        chosen = preset_choice("fund-rules-now", fund.rules.id)
        with st.popover(t("fund.take_rules")):
            st.write(t("fund.take_rules_ask"))
            st.button(t("fund.take_rules_yes"), key="fund-take-rules", on_click=_take_rules, args=(chosen,))
    editor.own_parts(found, DESK, "own", _own_and_rules, (*OWN, "rules"))


def _own_and_rules(sheet: Sheet, fund: FundAccount) -> Mapping[str, object]:
    given = own(sheet, fund)
    st.header(t("fund_field.rules"), anchor=False)
    return {**given, **rules(sheet, fund)}


def _take_rules(rules_id: str) -> None:
    saving.change(lambda fund: fund.model_copy(update={"rules": rules_of(rules_id)}), t("fund.rules_taken"), DESK)
