// Evidence beside the page, keys, dropped files. Every page is whole without any of it.
(() => {
  "use strict";
  const one = (selector) => document.querySelector(selector);
  const main = document.getElementById("main");
  const pane = document.getElementById("pane");
  const story = main?.dataset.story;
  const asof = main?.dataset.asof;
  const query = asof ? "?asof=" + asof : "";
  const chip = /^\/s\/[0-9a-z]+\/statement\/(\w+)/;
  const say = (words) => (document.getElementById("said").textContent = words);
  const shownNumber = () => Number(/^#s(\d+)$/.exec(location.hash)?.[1] ?? 0);

  // --- the evidence of a statement

  let opener = null;
  const show = (id) => {
    const entry = document.getElementById(id);
    for (const chosen of document.querySelectorAll("a.sel")) chosen.classList.remove("sel");
    for (const link of document.querySelectorAll(`a[href$="#${id}"]`)) link.classList.add("sel");
    if (location.hash === "#" + id) location.replace("#" + id);
    else location.hash = id;
    entry?.focus({ preventScroll: true });
  };
  const open = async (number) => {
    const id = "s" + number;
    if (!document.getElementById(id)) {
      const url = `${story}/statement/${number}${query}`;
      const answer = await fetch(url, { headers: { "HX-Request": "true" } });
      if (!answer.ok) return say(`There is no statement ${number} on this day.`);
      pane.innerHTML = await answer.text();
    }
    show(id);
  };
  const close = () => {
    location.hash = "closed";
    pane?.replaceChildren();
    for (const chosen of document.querySelectorAll("a.sel")) chosen.classList.remove("sel");
    if (opener?.isConnected) opener.focus({ preventScroll: true });
    opener = null;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const found = chip.exec(link.getAttribute("href"));
    if (found && pane && story && link.getAttribute("href").startsWith(story + "/")) {
      event.preventDefault();
      if (!pane.contains(link)) opener = link;
      open(found[1]);
    } else if (link.getAttribute("href") === "#closed") {
      event.preventDefault();
      close();
    }
  });

  // --- keys

  const off = () => localStorage.getItem("reportedly-keys") === "off";
  const help = document.getElementById("help");
  const box = document.getElementById("keys-on");
  box.checked = !off();
  box.addEventListener("change", () => {
    if (box.checked) localStorage.removeItem("reportedly-keys");
    else localStorage.setItem("reportedly-keys", "off");
  });
  const move = (by) => {
    const links = [...document.querySelectorAll("main a[href]")].filter((link) =>
      chip.test(link.getAttribute("href")));
    const numbers = [...new Set(links.map((link) =>
      Number(chip.exec(link.getAttribute("href"))[1])))].sort((a, b) => a - b);
    const now = shownNumber();
    const next = by > 0 ? numbers.find((n) => n > now) : numbers.findLast((n) => n < now || !now);
    if (next) open(next);
  };
  const copy = async () => {
    const entry = document.getElementById("s" + shownNumber());
    if (!entry) return;
    const words = [...entry.querySelectorAll("mark")].map((part) => part.textContent).join(" … ");
    const from = [...entry.querySelectorAll("ol b")].map((part) => part.textContent).join(", ");
    const facts = [...entry.querySelectorAll("dt")].map((name) =>
      `${name.textContent}: ${name.nextElementSibling.innerText.replaceAll(/\s+/g, " ").trim()}`);
    await navigator.clipboard.writeText(`“${words}” (${from}; ${facts.join("; ")})`);
    say("Copied.");
  };
  const press = (selector) => one(selector)?.click();
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    c: copy,
    "[": () => press("#day-before"),
    "]": () => press("#day-after"),
    "/": () => one("#find").focus(),
    "?": () => help.showModal(),
    Enter: () => {
      const number = shownNumber();
      if (number && story) location.href = `${story}/words/${number}${query}#m${number}`;
    },
    Escape: close,
  };
  let going = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.matches("input:not([type=checkbox], [type=radio]), select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "Enter" && event.target.matches("a, summary, button")) return;
    if (off() && event.key.length === 1 && event.key !== "?") return;
    if (Date.now() - going < 1500) {
      going = 0;
      if (event.key === "s") return void (location.href = "/");
      const tab = one(`nav a[data-key="${CSS.escape(event.key)}"]`);
      if (tab) return void tab.click();
    }
    if (event.key === "g") return void (going = Date.now());
    const act = Object.hasOwn(keys, event.key) && keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // --- dropped files

  const zone = document.getElementById("zone");
  if (zone) {
    const input = zone.querySelector("input[type=file]");
    for (const kind of ["dragover", "dragenter"]) {
      zone.addEventListener(kind, (event) => {
        event.preventDefault();
        zone.classList.add("over");
      });
    }
    zone.addEventListener("dragleave", () => zone.classList.remove("over"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("over");
      input.files = event.dataTransfer.files;
      if (input.files.length) zone.requestSubmit();
    });
  }

  // --- where an address leads

  const arrive = () => {
    const id = location.hash.slice(1);
    const here = id && document.getElementById(id);
    for (let at = here; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (here && /^[md]\d+$/.test(id)) here.scrollIntoView({ block: "center" });
    if (/^s\d+$/.test(id) && story && !here) open(id.slice(1));
    else if (/^s\d+$/.test(id)) here?.focus({ preventScroll: true });
  };
  addEventListener("hashchange", arrive);
  arrive();
})();
