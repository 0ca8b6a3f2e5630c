"""The words that stand on a page, and Streamlit's own English ones among them."""

import re

from playwright.sync_api import Page

from pages.parts.translate import word_pairs

WORDS_ON_SCREEN = """() => {
    const written = "input, textarea, svg, [data-testid='stIconMaterial'], code, script, noscript, style, template";
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.nodeValue.trim() && !node.parentElement.closest(written)) found.push(node.nodeValue.trim());
    }
    for (const node of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")) {
        if (node.closest("template")) continue;
        for (const name of ["aria-label", "title", "placeholder", "alt"]) {
            if (node.getAttribute(name)?.trim()) found.push(node.getAttribute(name).trim());
        }
    }
    return found;
}"""
SAME_IN_BOTH = {"English", "Svenska"}
ENGLISH = re.compile(
    r"\b(the|and|of|with|your|press|click|close|clear|select|show|hide|download|upload|choose|search|more|options|"
    r"file|files|value|column|link to|help for|remove|loading|running|page|previous|next|expand|collapse|menu for)\b",
    re.IGNORECASE,
)


def reading(english: str) -> re.Pattern:
    """One of Streamlit's sentences as a pattern, whatever stands in its places."""
    pieces = re.split(r"\{\w+\}", english)
    return re.compile(".+".join(map(re.escape, pieces)), re.DOTALL)


UNTRANSLATED = [
    reading(english) for english, swedish in word_pairs() if english != swedish and not english.startswith("{word}")
]


def words_on(page: Page) -> set[str]:
    """Everything that stands on the page, in text or in names for screen readers."""
    return set(page.evaluate(WORDS_ON_SCREEN)) - SAME_IN_BOTH


def english_left(page: Page) -> set[str]:
    """Streamlit's own English words that still stand on a Swedish page."""
    return {words for words in words_on(page) if any(pattern.fullmatch(words) for pattern in UNTRANSLATED)}


def english_in(page: Page) -> set[str]:
    """Whatever reads as English on a page where only Swedish was written."""
    return {words for words in words_on(page) if ENGLISH.search(words)}
