(() => {
  const KEYS = {
    ArrowRight: "next", PageDown: "next", " ": "next",
    ArrowLeft: "previous", PageUp: "previous", Home: "first", End: "last",
  };
  const OWN = "input, textarea, select, [contenteditable='true'], [role='combobox'], [role='listbox'], [role='option']";
  if (document.presentKeys) return;
  document.presentKeys = true;
  document.addEventListener("keydown", event => {
    const way = KEYS[event.key];
    if (!way || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.isComposing) return;
    const at = event.target;
    // What has keys of its own keeps them: fields, buttons for the space bar, tables that scroll sideways.
    if (at.closest(OWN) || (event.key === " " && at.closest("button, summary, a"))) return;
    if (event.key.startsWith("Arrow") && at.closest(".vk-table")) return;
    const button = document.querySelector(`.st-key-present-${way} button`);
    if (!button) return;
    event.preventDefault();
    if (button.disabled) return;
    button.click();
    document.querySelector("[data-testid='stMain']")?.scrollTo(0, 0);
  });
})();
