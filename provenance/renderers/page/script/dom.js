// Building the page: elements from words. Words from outside only ever become text nodes.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

function make(tag, traits = {}, ...children) {
  const svg = ["svg", "line", "path", "circle", "text", "g", "marker", "title", "rect", "defs"].includes(tag) && traits.svg;
  const node = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) {
    if (value === null || value === undefined || value === false || name === "svg") continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

const percent = (share) => `${Math.round(100 * share)} %`;
const certainty = (share) => (share < 0.99 ? `${percent(Math.min(share, 0.98))} sure` : "almost certain");
const counted = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);

// Reasons as prose, whether or not each came with its full stop.
const prose = (reasons) => reasons.map((reason) => `${capital(reason.trim().replace(/\.+$/, ""))}.`).join(" ");

function shorten(words, most) {
  const line = words.slice(0, most * 4).replace(/\s+/g, " ").trim();
  if (line.length <= most) return line;
  const part = line.slice(0, most - 1), space = part.lastIndexOf(" ");
  return `${(space > most * 2 / 3 ? part.slice(0, space) : part).replace(/[ ,;:]+$/, "")}…`;
}

// In quotation marks; those inside become single ones.
function inQuotes(words) {
  let open = false;
  return `“${words.replace(/[“”"]/g, (mark) => { open = mark === "“" || (mark === '"' && !open); return open ? "‘" : "’"; })}”`;
}

function listed(names, most = 4) {
  const shown = names.length > most ? [...names.slice(0, most - 1), `${names.length - most + 1} more`] : names;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

// A word with its explanation: on hover, on focus, and in the glossary behind the link.
function term(name, shown = name) {
  return make("a", { class: "term", href: `#words=${encodeURIComponent(name)}`, "data-term": name }, shown);
}

const silent = (words) => make("span", { class: "hidden" }, words);

function table(headings, rows, traits = {}) {
  const cell = (tag, content, scope) => {
    const plain = content === null || typeof content !== "object" || content instanceof Node || Array.isArray(content);
    const { of = content, ...rest } = plain ? {} : content;
    return make(tag, { scope, ...rest }, of);
  };
  return make("div", { class: "wide", tabindex: 0, role: "region", "aria-label": traits.label || "Table" },
    make("table", {},
      traits.caption ? make("caption", {}, traits.caption) : null,
      make("thead", {}, make("tr", {}, headings.map((heading) => cell("th", heading, "col")))),
      make("tbody", {}, rows.map((row) => make("tr", {}, row.map((content, place) =>
        cell(place ? "td" : "th", content, place ? undefined : "row")))))));
}

// A long list shows its beginning, and the rest when asked.
function portioned(items, show, size = 100) {
  const box = make("div");
  let shown = 0;
  const more = make("button", { type: "button", onclick: () => extend(true) });
  function extend(focus) {
    const part = show(items.slice(shown, shown + size));
    shown += size;
    more.before(part);
    more.hidden = shown >= items.length;
    const left = items.length - shown;
    more.textContent = left > size ? `Show ${size} more of ${left}` : `Show the other ${left}`;
    if (focus) $("a, button", part)?.focus();
  }
  box.append(more);
  extend(false);
  return box;
}

function choice(legend, name, options, chosen, onchange) {
  return make("fieldset", { class: "choice" }, make("legend", { class: "hidden" }, legend),
    options.map(([value, shown]) => make("label", {},
      make("input", { type: "radio", name, value, checked: value === chosen, onchange: () => onchange(value) }), shown)));
}
