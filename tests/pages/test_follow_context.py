"""Statistics from outside stand beside what is measured, where the chain's own indicator names a key figure."""

import pytest

from tests.pages.visit import Visit


@pytest.mark.parametrize(
    ("language", "where"), [("sv", "Till statistik utifrån"), ("en", "To statistics from outside")]
)
def test_what_is_measured_leads_to_the_statistics_that_its_chain_element_names(example, language, where):
    named = [each for each in example.chain("I4").indicators if each.kolada_kpi]
    visit = Visit("follow_up", intervention="I4", lang=language)
    assert [each.kolada_kpi for each in named if each.kolada_kpi not in visit.words] == []
    told = Visit("log_value", intervention="I4", lang=language, indicator=named[0].id, period="2025")
    assert named[0].kolada_kpi in told.words
    assert where in "".join(each.proto.label for each in told.at.get("page_link"))


def test_nothing_stands_there_where_no_key_figure_is_named(example):
    assert not any(each.kolada_kpi for each in example.chain("I3").indicators)
    labels = [each.proto.label for each in Visit("follow_up", intervention="I3").at.get("page_link")]
    assert not [each for each in labels if "tatistik" in each]
