// Keys of the Review view: y n s e u, space, j k. Every one of them is a button or a link as well.
(() => {
  "use strict";
  const off = () => localStorage.getItem("reportedly-keys") === "off";
  const act = (key) => document.querySelector(`#review [data-press="${CSS.escape(key)}"]`);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || off()) return;
    if (event.target.matches("input, select, textarea, dialog *")) return;
    if (event.key === " " && event.target.matches("a, summary, button")) return;
    const found = act(event.key === " " ? "space" : event.key);
    if (!found) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // j and k step through statements elsewhere
    if (found.matches("input")) found.focus();
    else found.click();
  }, { capture: true });
})();
