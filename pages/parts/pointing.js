// Puts the focus on the field that stands right before the first thing said to be wrong, once it has been drawn.
(() => {
  const until = performance.now() + 3000;
  const look = () => {
    const page = document.querySelector("[data-testid='stMain']");
    const wrong = page?.querySelector("[data-testid='stAlertContentError']");
    const busy = document.querySelector("[data-testid='stApp']")?.dataset.testScriptState === "running";
    if (!wrong || busy) {
      if (performance.now() < until) requestAnimationFrame(look);
      return;
    }
    const before = (field) => field.compareDocumentPosition(wrong) & Node.DOCUMENT_POSITION_FOLLOWING;
    [...page.querySelectorAll("input:not([type='file']), textarea")].filter(before).at(-1)?.focus();
  };
  requestAnimationFrame(look);
})();
