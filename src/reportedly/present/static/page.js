// Keys, finding, and the day in the address. The page is whole without any of it.
(() => {
  "use strict";
  const days = [...document.querySelectorAll("input[name=asof]")];
  const entries = [...document.querySelectorAll(".entry")];
  const shown = (entry) => getComputedStyle(entry).display !== "none";

  const open = (id) => {
    const here = document.getElementById(id);
    for (let at = here; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    return here;
  };
  const go = (id) => {
    open(id);
    location.hash = id;
  };
  const mark = () => {
    for (const chip of document.querySelectorAll("a.sel")) chip.classList.remove("sel");
    const id = location.hash.slice(1);
    if (/^m\d+$/.test(id)) open(id)?.scrollIntoView({ block: "center" });
    if (!/^s\d+$/.test(id)) return;
    for (const chip of document.querySelectorAll(`a[href="#${id}"]`)) chip.classList.add("sel");
    const entry = document.getElementById(id);
    entry?.setAttribute("tabindex", "-1");
    entry?.focus({ preventScroll: true });
  };
  const step = (by) => {
    const at = days.findIndex((day) => day.checked) + by;
    if (days[at]) days[at].checked = true;
  };
  const move = (by) => {
    const known = entries.filter(shown);
    const at = known.findIndex((entry) => "#" + entry.id === location.hash);
    const next = known[at < 0 ? 0 : Math.min(known.length - 1, Math.max(0, at + by))];
    if (next) go(next.id);
  };

  const find = document.getElementById("find");
  find.addEventListener("input", () => {
    const wanted = find.value.toLowerCase();
    for (const entry of entries) {
      entry.hidden = wanted !== "" && !entry.textContent.toLowerCase().includes(wanted);
    }
    if (wanted) document.getElementById("ledger").scrollIntoView();
  });

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    "[": () => step(-1),
    "]": () => step(1),
    "/": () => find.focus(),
    "?": () => go("closed"),
    Escape: () => go("closed"),
    Enter: () => /^#s\d+$/.test(location.hash) && go("m" + location.hash.slice(2)),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input[type=search]")) {
      if (event.key === "Escape") find.blur();
      return;
    }
    if (event.key === "Enter" && event.target.matches("a, summary, button, input")) return;
    const act = Object.hasOwn(keys, event.key) && keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  for (const hidden of document.querySelectorAll(".find, .hint, .keys")) hidden.hidden = false;
  const asked = new URLSearchParams(location.search).get("asof");
  const day = asked && days.find((one) => one.value === asked);
  if (day) day.checked = true;
  addEventListener("hashchange", mark);
  mark();
})();
