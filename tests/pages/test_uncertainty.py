"""The page that tells how sure a result is, and the interval wherever a ratio stands."""

from tests.pages.visit import Visit


def test_x(example):
    v = Visit("uncertainty", intervention="I3")
    print(v.words)
    for each in ("result", "overview"):
        v = Visit(each, intervention="I3")
        print(v.words[:3500])
