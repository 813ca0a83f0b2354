// The search over all claims. Everything it needs is in the report: nothing is loaded, nothing is sent.
// The state of the search is the fragment of the address, so that a link brings another reader to the same list.
"use strict";
(() => {
  const FIELDS = { standing: 3, disclosure: 4, kind: 5, speaker: 6, source: 7, topic: 8 };
  const PAGE = 50;
  const box = document.querySelector(".finder");
  const inline = document.getElementById("claims-data");
  const data = inline ? JSON.parse(inline.textContent) : window.factcheckClaims;
  if (!box || !data) return;
  const plain = document.querySelector(".plain");
  const count = box.querySelector(".finder-count");
  const results = box.querySelector(".finder-results");
  const inputs = [...box.querySelectorAll("input, select")];
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  let texts = null;
  let shown = PAGE;

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const mark = (group, name) => make("span", { class: `mark ${group}-${name}` }, data.words[`${group}:${name}`]);

  const row = (claim) => {
    const standing = make("td", {}, mark("standing", claim[3]));
    if (claim[9]) standing.append(" ", make("span", { class: "levels" }, `${data.words.error}\u00a0${claim[9]}`));
    return make("tr", {},
      make("th", { scope: "row" }, make("a", { href: claim[0] }, make("bdi", {}, claim[1]))),
      make("td", { class: "value" }, make("bdi", {}, claim[2])),
      make("td", { class: "by" }, claim[12] || "–"),
      standing,
      make("td", {}, mark("disclosure", claim[4])));
  };

  const wanted = () => {
    const chosen = {};
    for (const input of inputs) if (input.value.trim()) chosen[input.name] = input.value;
    return chosen;
  };

  const gather = () => {
    texts ??= data.rows.map((claim) => fold([claim[1], claim[2], claim[11], claim[12], claim[13], claim[14]].join("\n")));
  };

  const fits = (chosen) => {
    gather();
    const words = fold(chosen.q || "").split(/\s+/).filter(Boolean);
    const fields = Object.entries(FIELDS).filter(([name]) => chosen[name]);
    return data.rows.filter((claim, number) =>
      fields.every(([name, place]) => claim[place] === chosen[name]) && words.every((word) => texts[number].includes(word)));
  };

  const show = () => {
    const chosen = wanted();
    const active = Object.keys(chosen).length > 0;
    if (plain) plain.hidden = active;
    results.replaceChildren();
    count.textContent = "";
    if (!active) return;
    const found = fits(chosen);
    count.textContent = found.length
      ? data.words.found.replace("{count}", found.length).replace("{whole}", data.rows.length)
      : data.words.none;
    if (!found.length) return;
    const head = plain && plain.querySelector("thead");
    const table = make("table", { class: "stacks claims" });
    if (head) table.append(head.cloneNode(true));
    table.append(make("tbody", {}, ...found.slice(0, shown).map(row)));
    results.append(table);
    if (found.length > shown) {
      const more = make("button", { type: "button" }, data.words.more);
      more.addEventListener("click", () => { shown += 200; show(); });
      results.append(more);
    }
  };

  const remember = () => {
    const fragment = new URLSearchParams(wanted()).toString();
    history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
  };

  const recall = () => {
    const fragment = location.hash.slice(1);
    if (fragment && !fragment.includes("=")) return;
    const chosen = new URLSearchParams(fragment);
    for (const input of inputs) input.value = chosen.get(input.name) || "";
    shown = PAGE;
    show();
    if (fragment) box.scrollIntoView();
  };

  box.hidden = false;
  (window.requestIdleCallback || setTimeout)(gather); // before the first letter is typed
  for (const input of inputs) input.addEventListener("input", () => { shown = PAGE; show(); remember(); });
  window.addEventListener("hashchange", recall);
  if (location.hash) recall();
})();
