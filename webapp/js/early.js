// Runs before the first paint, so that a chosen theme or language does not flash in from another one.
(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem("carillon.theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    const language = localStorage.getItem("carillon.language");
    root.lang = language ?? ((navigator.languages ?? []).find((it) => /^(en|ru)/.test(it)) ?? "en").slice(0, 2);
  } catch {
    // Storage may be forbidden; then the browser's wishes hold.
  }
})();
