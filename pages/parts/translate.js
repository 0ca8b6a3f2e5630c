// Streamlit speaks English and says so to screen readers. This gives its own words the reader's language, tells the
// browser which language that is, moves the focus to the heading when the page has changed, and orders the menu.
// Runs again when the language changes; one observer per browser tab does the lasting work.
(() => {
  const told = /*told*/ {};
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];
  // What a person or the app itself has written is never touched: it is already in the right language.
  const WRITTEN = "input, textarea, [contenteditable='true'], svg, table, canvas, code, pre, script, style, " +
    "[data-testid='stMarkdownContainer'] p:not([data-testid='stFileUploaderDropzone'] p), " +
    "[data-testid='stMarkdownContainer'] li, [data-testid='stHtml'], [data-tag]";
  const WRITTEN_NAMES = "textarea, [data-tag], [data-tag] > span, [role='option'], " +
    "input:not([data-testid='stDataFrameColumnVisibilityMenu'] input, [data-testid='stFileUploaderDropzoneInput'])";

  const escaped = (words) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const reading = (template) => new RegExp("^" + escaped(template).replace(/\\\{\w+\\\}/g, "(.+)") + "$", "s");

  // `{word}` in a template stands for one of Streamlit's own words, any other place for whatever stands there.
  function translator(pairs) {
    const whole = new Map(pairs.filter(([from]) => !from.includes("{")));
    const open = pairs.filter(([from]) => from.includes("{")).map(([from, to]) => {
      const names = [...from.matchAll(/\{(\w+)\}/g)].map((found) => found[1]);
      return { pattern: reading(from), names, to };
    });
    function filled({ pattern, names, to }, bare) {
      const found = pattern.exec(bare);
      if (!found) return null;
      const values = Object.fromEntries(names.map((name, place) => [name, found[place + 1]]));
      if ("word" in values && !whole.has(values.word)) return null;
      if ("word" in values) values.word = whole.get(values.word);
      return to.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    }
    return (words) => {
      const bare = words.trim();
      if (!bare) return null;
      const told = whole.get(bare) ?? open.reduce((done, template) => done ?? filled(template, bare), null);
      return told === null ? null : words.replace(bare, () => told);
    };
  }

  // Streamlit names a field by its label as Markdown: without this, a screen reader would read the escapes out.
  const spoken = (words) => words.replace(/\\([\\`*_{}\[\]()#+\-.!|~<>$:&])|\u2060/g, "$1");

  // What stood there before we wrote, per text or attribute, so that a change back to English restores exactly that.
  const memory = window.__vkWords ??= { texts: new WeakMap(), attributes: new WeakMap(), path: location.pathname };

  function settle(current, kept, translate, write) {
    const original = kept && kept.ours === current ? kept.original : current;
    const ours = translate(original) ?? original;
    if (ours !== current) write(ours);
    return ours === original ? undefined : { original, ours };
  }

  function settleText(node) {
    if (!node.parentElement || node.parentElement.closest(WRITTEN)) return;
    const translate = node.parentElement.closest("[role='option']") ? inList : everywhere;
    const kept = settle(node.nodeValue, memory.texts.get(node), translate, (words) => { node.nodeValue = words; });
    kept ? memory.texts.set(node, kept) : memory.texts.delete(node);
  }

  function settleAttributes(element) {
    const kept = memory.attributes.get(element) ?? {};
    for (const name of ATTRIBUTES) {
      const current = element.getAttribute(name);
      if (current === null) continue;
      const written = name !== "placeholder" && element.matches(WRITTEN_NAMES);
      const translate = (words) => (written ? null : everywhere(words)) ?? spoken(words);
      kept[name] = settle(current, kept[name], translate, (words) => element.setAttribute(name, words));
    }
    memory.attributes.set(element, kept);
  }

  function settleTree(root) {
    if (root.nodeType === Node.TEXT_NODE) return settleText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    settleAttributes(root);
    for (const element of root.querySelectorAll(ATTRIBUTES.map((name) => `[${name}]`).join())) settleAttributes(element);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) settleText(walker.currentNode);
  }

  // After a change of page the focus would stay on the menu link and nothing would be read out.
  function followNavigation() {
    if (location.pathname !== memory.path) {
      memory.path = location.pathname;
      memory.arriving = true;
    }
    const app = document.querySelector("[data-testid='stApp']");
    if (!memory.arriving || app?.dataset.testScriptState === "running") return;
    const heading = document.querySelector("[data-testid='stMain'] h1");
    if (!heading || heading.closest("[data-stale='true']")) return;
    memory.arriving = false;
    if (document.activeElement?.closest("[data-testid='stMain'] :is(input, textarea)")) return;
    heading.tabIndex = -1;
    heading.style.outline = "none";
    heading.focus();
  }

  // The same when a link leads to the very page it stands on, with something else open.
  function followLink(event) {
    const link = event.target.closest("a[data-testid^='stPageLink']");
    const elsewhere = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || link.pathname !== location.pathname || link.search === location.search) return;
    setTimeout(() => { memory.arriving = true; followNavigation(); }, 300);  // it has begun to be drawn by then
  }

  // Streamlit's menu is one list with sections loose in it; to a screen reader each section is a list of its own.
  function orderMenu() {
    for (const section of document.querySelectorAll("[data-testid='stSidebarNavItems'] > div:not([role='list'])")) {
      section.parentElement.setAttribute("role", "presentation");
      section.setAttribute("role", "list");
    }
  }

  // A list, menu or explanation that opens is put beside the page; while it has words it is a named part of it.
  function nameOpened() {
    for (const layer of document.querySelectorAll("body > div:not(#root, [data-live-announcer])")) {
      const wanted = layer.textContent.trim() ? "region" : null;
      if (layer.getAttribute("role") === wanted) continue;
      wanted ? layer.setAttribute("role", wanted) : layer.removeAttribute("role");
      wanted ? layer.setAttribute("aria-label", told.opened) : layer.removeAttribute("aria-label");
    }
  }

  const swedish = told.language === "sv";
  const everywhere = swedish ? translator(told.pairs) : () => null;
  const inList = swedish ? translator(told.list_pairs) : () => null;  // a list's options are a person's words, but these
  document.documentElement.lang = told.language;
  memory.observer?.disconnect();
  memory.observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(settleTree);
      else if (change.type === "characterData") settleText(change.target);
      else if (ATTRIBUTES.includes(change.attributeName)) settleAttributes(change.target);
    }
    orderMenu();
    nameOpened();
    followNavigation();
  });
  document.removeEventListener("click", memory.followLink, true);
  document.addEventListener("click", memory.followLink = followLink, true);
  settleTree(document.body);
  orderMenu();
  nameOpened();
  memory.observer.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: [...ATTRIBUTES, "data-test-script-state", "data-stale"],
  });
  followNavigation();
})();
