// Keys, finding, copying, and the day in the address. The page is whole without any of it.
(() => {
  "use strict";
  const by = (id) => document.getElementById(id);
  const days = [...document.querySelectorAll("input[name=asof]")];
  const entries = [...document.querySelectorAll(".entry")];
  const shown = (entry) => getComputedStyle(entry).display !== "none";
  const target = () => (/^#s\d+$/.test(location.hash) ? by(location.hash.slice(1)) : null);
  const say = (words) => (by("said").textContent = words);

  // --- evidence

  let opener = null;
  const open = (id) => {
    const here = by(id);
    for (let at = here; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    return here;
  };
  const go = (id) => {
    open(id);
    location.hash = id;
  };
  const close = () => {
    go("closed");
    if (opener?.isConnected) opener.focus({ preventScroll: true });
    opener = null;
  };
  // Under a question stand the other statements on it, taken from the row of who says what.
  const MOST = 6;
  const tell = (entry) => {
    for (const topic of entry.querySelectorAll("p:last-child > i > a[href*='#q']")) {
      const row = by(topic.hash.slice(1));
      if (!row || topic.parentElement.querySelector("em")) continue;
      const others = [...row.querySelectorAll(".st")].filter((one) => {
        const chips = [...one.querySelectorAll("a.ev")];
        return chips.every((chip) => chip.hash !== "#" + entry.id);
      });
      for (const other of others.slice(0, MOST)) {
        const line = document.createElement("em");
        for (let at = other; at !== row.parentElement; at = at.parentElement) {
          line.classList.add(...(at.className.match(/\b[fu]\d+\b/g) ?? []));
        }
        line.append(
          other.querySelector(".w").cloneNode(true),
          (other.querySelector(".mt > b")?.textContent ?? "No source given") + " ",
          other.querySelector("a.ev").cloneNode(true),
        );
        topic.parentElement.append(line);
      }
    }
  };
  const mark = () => {
    for (const chip of document.querySelectorAll("a.sel")) chip.classList.remove("sel");
    const id = location.hash.slice(1);
    const block = id[0] === "m" ? "center" : "start";
    if (/^[md]\d+$/.test(id)) open(id)?.scrollIntoView({ block });
    if (!target()) return;
    for (const chip of document.querySelectorAll(`a[href="#${id}"]`)) chip.classList.add("sel");
    tell(target());
    target().setAttribute("tabindex", "-1");
    target().focus({ preventScroll: true });
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#s']");
    if (link && !link.closest(".entry")) opener = link;
    // The day that was chosen goes along to the other pages of a folder.
    const other = event.target.closest?.("a[href*='.html']");
    if (other) other.search = location.search;
    if (event.target.closest?.("a[href='#closed']")) {
      event.preventDefault();
      close();
    }
  });
  const move = (step) => {
    const known = entries.filter(shown);
    const at = known.indexOf(target());
    const next = known[at < 0 ? 0 : Math.min(known.length - 1, Math.max(0, at + step))];
    if (next) go(next.id);
  };
  const copy = async () => {
    const entry = target();
    if (!entry) return;
    const words = [...entry.querySelectorAll("mark")].map((one) => one.textContent).join(" … ");
    const facts = [...entry.querySelectorAll("dt")].slice(-2);
    const chain = [...entry.querySelectorAll("ol b")].map((one) => one.textContent);
    const source = [...chain.reverse(), ...facts.map((one) => one.nextElementSibling.innerText)];
    const cited = `“${words}” (${source.join("; ").replace(/\s+/g, " ")})`;
    try {
      await navigator.clipboard.writeText(cited);
      say("Copied with its source.");
    } catch {
      getSelection().selectAllChildren(entry.querySelector("mark").parentElement);
      say("Selected; the browser lets no page copy by itself here.");
    }
  };

  // --- the day

  const address = () => {
    const day = days.find((one) => one.checked)?.value;
    const query = day ? "?asof=" + day : "";
    if (location.search === query) return;
    try {
      history.replaceState(null, "", location.pathname + query + location.hash);
    } catch {
      // A browser that keeps the address of a file as it is.
    }
  };
  const changed = () => {
    address();
    // A question that nobody answers yet on this day cannot stay chosen.
    const asked = document.querySelector(".oq :checked");
    if (asked && !asked.getClientRects().length) by("oq0").checked = true;
    if (target() && !shown(target())) close();
  };
  const step = (by) => {
    const next = days[days.findIndex((day) => day.checked) + by];
    if (!next) return;
    next.checked = true;
    changed();
  };
  for (const day of days) day.addEventListener("change", changed);
  const asked = new URLSearchParams(location.search).get("asof");
  const day = asked && days.find((one) => one.value === asked);
  if (day) day.checked = true;

  // --- finding

  const find = by("find");
  const found = by("found");
  find?.addEventListener("input", () => {
    const wanted = find.value.trim().toLowerCase();
    let number = 0;
    for (const entry of entries) {
      entry.hidden = wanted !== "" && !entry.textContent.toLowerCase().includes(wanted);
      if (!entry.hidden && shown(entry)) number += 1;
    }
    found.textContent = wanted ? `${number} of the statements hold “${find.value.trim()}”.` : "";
    if (wanted) by("ledger").scrollIntoView();
  });

  // --- keys

  const kept = (value) => {
    try {
      if (value) localStorage.setItem("reportedly-keys", value);
      return localStorage.getItem("reportedly-keys");
    } catch {
      return null;
    }
  };
  const help = by("help");
  const box = by("keys-on");
  box.checked = kept() !== "off";
  box.addEventListener("change", () => kept(box.checked ? "on" : "off"));
  by("keys").addEventListener("click", () => help.showModal());
  by("help-close").addEventListener("click", () => help.close());
  const views = new Map();
  for (const link of document.querySelectorAll("nav a[data-key]")) {
    views.set(link.dataset.key, link);
  }
  let going = false;
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    c: copy,
    "[": () => step(-1),
    "]": () => step(1),
    "/": () => find?.focus(),
    "?": () => help.showModal(),
    g: () => (going = true),
  };
  const act = (key) => {
    if (going) {
      going = false;
      const link = views.get(key);
      link?.click();
      return Boolean(link);
    }
    keys[key]?.();
    return Object.hasOwn(keys, key);
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const field = event.target.matches("input[type=search], textarea");
    if (event.key === "Escape") {
      if (field) find.blur();
      else if (target()) close();
      return;
    }
    if (field) return;
    if (event.key === "Enter") {
      if (event.target.matches("a, summary, button, input") || !target()) return;
      event.preventDefault();
      target().querySelector("p:last-child a").click();
      return;
    }
    if (event.key.length === 1 && box.checked && act(event.key)) event.preventDefault();
  });

  // --- where one is

  const sections = [...document.querySelectorAll("main > section[id]")];
  const here = (id) => {
    for (const link of views.values()) {
      if (link.hash === "#" + id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  if (sections.length > 1 && "IntersectionObserver" in window) {
    const seen = new Set();
    const watcher = new IntersectionObserver(
      (changes) => {
        for (const one of changes) seen[one.isIntersecting ? "add" : "delete"](one.target);
        const first = sections.find((section) => seen.has(section));
        if (first) here(first.id);
      },
      { rootMargin: "-120px 0px -60% 0px" },
    );
    for (const section of sections) watcher.observe(section);
  }

  for (const hidden of document.querySelectorAll(".find, .hint, #keys")) hidden.hidden = false;
  addEventListener("hashchange", mark);
  mark();
})();
