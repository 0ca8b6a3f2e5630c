// A computer that has slept comes back to a page whose visit has ended: then its connection is refused, and all that
// Streamlit could say is that there is none. Whoever looks at the page again is led to the sign-in instead.
(() => {
  if (window.looksForVisit) return;
  window.looksForVisit = true;
  const look = async () => {
    if (document.visibilityState !== "visible") return;
    const answer = await fetch(/*place*/ "", { cache: "no-store" }).catch(() => null);
    if (answer?.status === 401) location.reload();
  };
  document.addEventListener("visibilitychange", look);
  window.addEventListener("focus", look);
})();
