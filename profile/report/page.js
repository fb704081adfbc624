/* What the page of gcc-pgo report --html shows, and what one can do with it.
   Copyright (C) 2026 The gcc-pgo authors

   This program is free software: you can redistribute it and/or modify
   it under the terms of the GNU General Public License as published by
   the Free Software Foundation, either version 3 of the License, or
   (at your option) any later version.

   This program is distributed in the hope that it will be useful,
   but WITHOUT ANY WARRANTY; without even the implied warranty of
   MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
   GNU General Public License for more details.

   You should have received a copy of the GNU General Public License
   along with this program.  If not, see <https://www.gnu.org/licenses/>.

   The report is the JSON that --json prints, as base64 of gzip data.  Every number is one of it, or a
   part of its total in percent; names become text nodes, never HTML.  Of a long
   table those rows are in the document that are seen.  */

"use strict";

/* Set by start.  */
let report, excerpts;

const FATES = {
  matched: "a function that is as it was, as far as anything tells",
  moved: "a function whose lines have changed; they were aligned",
  renamed: "a function that has another name, or is in another file",
  ambiguous: "a function that several of the units' may be",
  lost: "a function of a unit's file that no unit has any more",
  foreign: "in no file of the units: a library, the kernel, or compiled without the plugin"
};

const OUTCOMES = {
  inlined: "a call that was inlined because of the profile",
  promoted: "an indirect call that became a guarded direct one",
  applied: "a function that was given options, counts or a place",
  refused: "refused for a reason that can be looked at",
  "out of reach": "caller or callee are in none of the units: a library, the kernel, or compiled without the plugin",
  cold: "refused, as nothing is to be gained: few samples are in the callee itself, however many are below it",
  stale: "the sources have lost the caller or the callee, or have several that may be it",
  undecided: "no unit met it: where a stack begins, a call that GCC had inlined before, or one that is no more on its line"
};

/* The report's kinds by name, and what is to be done about a refusal, by kind and
   verdict.  */
const kinds = new Map ();
const advice = new Map ();

/* ---- Making elements.  */

/* An element TAG with ATTRIBUTES and CHILDREN, which are elements, text, lists of
   these, or null.  */
function make (tag, attributes, ...children)
{
  const element = document.createElement (tag);
  for (const [name, value] of Object.entries (attributes ?? {}))
    if (name.startsWith ("on"))
      element.addEventListener (name.slice (2), value);
    else if (name === "style")
      element.style.cssText = value;
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute (name, value === true ? "" : value);
  element.append (...present (children));
  return element;
}

/* CHILDREN as one list, without those that are null.  */
function present (children)
{
  return children.flat (Infinity).filter (child => child !== null && child !== undefined);
}

const percent = weight => (report.total > 0 ? 100 * weight / report.total : 0).toFixed (2);
const share = weight => percent (weight) + " %";
const grouped = number => String (number).replace (/\B(?=(\d{3})+(?!\d))/g, "\u202f");
const signed = number => (number > 0 ? "+" : "") + grouped (number);
const plural = (n, one, many) => grouped (n) + " " + (n === 1 ? one : many);
const samples = weight => grouped (Math.round (weight / Math.max (1, report.period)));
const word = text => text.replaceAll (" ", "-");

/* The number VALUE of the report, called KEY there, as TEXT.  */
function figure (key, value, text = grouped (value))
{
  return make ("data", { value, "data-key": key }, text);
}

function swatch (style)
{
  return make ("span", { class: "swatch " + style, "aria-hidden": "true" });
}

function badge (outcome)
{
  return make ("span", { title: OUTCOMES[outcome] }, swatch ("o-" + word (outcome)), outcome);
}

/* A section of the page, and its link.  */
function section (id, title, count, ...children)
{
  const element = make ("section", { id, "aria-labelledby": id + "-title" },
                        make (id === "overview" ? "h1" : "h2", { id: id + "-title" }, title),
                        ...children);
  document.querySelector ("main").append (element);
  document.querySelector ("nav").append (
    make ("a", { href: "#" + id }, id === "overview" ? "Overview" : title,
          count === null ? null : make ("span", { class: "soft small" }, " " + grouped (count))));
  return element;
}

/* A bar of the parts OWN, by fate.  */
function fateBar (own, total)
{
  const bar = make ("div", { class: "bar", "aria-hidden": "true" });
  for (const fate of Object.keys (FATES))
    if (own[fate] > 0)
      bar.append (make ("i", { class: "f-" + fate, style: `width:${100 * own[fate] / total}%`,
                               title: fate }));
  return bar;
}

/* ---- Sites.  */

const isCall = site => kinds.get (site.kind)?.calls ?? false;
const place = site => site.file + ":" + site.line;
/* The sites that have one caller, or one callee, by the name.  */
let byName = null;
function sitesOf (name)
{
  if (!byName)
    {
      byName = new Map ();
      report.sites.forEach ((site, i) => {
        for (const key of new Set ([site.caller, site.callee]))
          byName.get (key)?.push (i) ?? byName.set (key, [i]);
      });
    }
  return byName.get (name) ?? [];
}

/* SITE's names as elements: a call, or a function.  */
function siteName (site)
{
  return isCall (site)
    ? [make ("span", { title: site.caller_pretty }, site.caller_pretty),
       make ("span", { class: "arrow", "aria-label": "calls" }, "\u2192"),
       make ("span", { title: site.callee_pretty }, site.callee_pretty)]
    : [make ("span", { title: site.caller_pretty }, site.caller_pretty)];
}

const siteText = site => isCall (site) ? site.caller_pretty + " \u2192 " + site.callee_pretty
                                       : site.caller_pretty;

/* ---- Details.  */

const detail = document.getElementById ("detail");
let opener = null;

function closeDetail ()
{
  if (detail.hidden)
    return false;
  detail.hidden = true;
  opener?.focus ();
  return true;
}

function openDetail (title, ...children)
{
  if (detail.hidden)
    opener = document.activeElement;
  detail.replaceChildren (
    make ("button", { class: "close", type: "button", onclick: closeDetail }, "Close"),
    make ("h2", { tabindex: "-1" }, title), ...present (children));
  detail.hidden = false;
  detail.scrollTop = 0;
  detail.querySelector ("h2").focus ();
}

/* A list of pairs of a name and what it is; those that are null are left out.  */
function pairs (list)
{
  return make ("dl", {}, list.filter (pair => pair && pair[1] !== null)
    .map (([name, ...value]) => [make ("dt", {}, name), make ("dd", {}, ...value)]));
}

/* The lines of source around site I.  */
function excerpt (i)
{
  const found = excerpts.find (each => each.site === i);
  if (!found)
    return make ("p", { class: "soft small" },
                 "Its source lines are not here: the file was not found (--source=DIR), or other sites weigh more.");
  return [make ("h3", {}, "Source, as it is now"),
          make ("p", { class: "soft small mono" }, found.path),
          make ("pre", { tabindex: "0", "aria-label": "source lines" },
                found.lines.map ((line, k) =>
                  make ("div", { class: found.first + k === report.sites[i].line ? "here" : null },
                        make ("i", {}, String (found.first + k)), line || " ")))];
}

/* A list of the sites SITES, by number, under TITLE.  */
function siteList (title, sites)
{
  const most = 40;
  if (sites.length === 0)
    return [];
  return [make ("h3", {}, title),
          make ("ul", {}, sites.slice (0, most).map (i => {
            const site = report.sites[i];
            return make ("li", {}, make ("button", { type: "button", onclick: () => openSite (i) },
                                         badge (site.outcome), " ", make ("span", { class: "soft" }, site.kind), " ",
                                         make ("code", {}, siteText (site)), " ",
                                         make ("span", { class: "soft" }, share (site.weight))));
          })),
          sites.length > most
            ? make ("p", { class: "soft small" }, `and ${sites.length - most} more; search the table of sites for them`)
            : null];
}

function openSite (i)
{
  const site = report.sites[i];
  const call = isCall (site);
  const node = report.tree.nodes.findIndex (each => each.site === i);
  const others = sitesOf (site.caller).filter (
    k => k !== i && report.sites[k].caller === site.caller && report.sites[k].callee === site.callee);
  const todo = site.verdict === "applied" ? null : advice.get (site.kind + " " + site.verdict) ?? null;
  openDetail (
    siteText (site),
    make ("p", {}, badge (site.outcome),
          site.verdict === "applied" ? "" : ": " + (site.reason || site.verdict)),
    todo && site.outcome !== "out of reach" ? make ("p", { class: "note" }, "What to do: " + todo + ".") : null,
    pairs ([
      ["Kind", site.kind],
      ["Place", make ("code", {}, place (site))],
      ["Own weight", figure ("weight", site.weight, share (site.weight)),
       `, ${samples (site.weight)} samples in the ${call ? "callee" : "function"} itself`],
      ["Inclusive", figure ("inclusive", site.inclusive, share (site.inclusive)), ", with what it calls"],
      ["Growth", figure ("growth", site.growth, signed (site.growth)),
       site.verdict === "applied" ? " insns" : " insns, had it been done"],
      ["Units", "applied in ", figure ("applied_units", site.applied_units), " of ", figure ("units", site.units)],
      site.caller !== site.caller_pretty ? ["Caller", make ("code", {}, site.caller)] : null,
      call && site.callee !== site.callee_pretty ? ["Callee", make ("code", {}, site.callee)] : null
    ]),
    node < 0 ? null : make ("button", { type: "button", onclick: () => { closeDetail (); graph.show (node); } },
                            "Show in the call tree"),
    excerpt (i),
    siteList ("Other decisions about the same", others));
}

function openFunction (i)
{
  const fn = report.functions[i];
  const names = new Set ([fn.function, fn.now?.function].filter (name => name));
  const sites = [...new Set ([...names].flatMap (name => sitesOf (name)))];
  const is = (k, side) => names.has (report.sites[k][side]);
  openDetail (
    fn.pretty,
    make ("p", {}, swatch ("f-" + fn.match), `${fn.match}: ${FATES[fn.match]}`),
    pairs ([
      ["File", make ("code", {}, fn.file || "(no file)")],
      ["Own weight", figure ("weight", fn.weight, share (fn.weight)), `, ${samples (fn.weight)} samples`],
      fn.now ? ["Now", make ("code", {}, `${fn.now.function} ${fn.now.file}:${fn.now.line}`)] : null,
      fn.function !== fn.pretty ? ["Symbol", make ("code", {}, fn.function)] : null
    ]),
    siteList ("About the function", sites.filter (k => is (k, "caller") && !isCall (report.sites[k]))),
    siteList ("Calls of it", sites.filter (k => is (k, "callee") && isCall (report.sites[k]))),
    siteList ("Calls in it", sites.filter (k => is (k, "caller") && isCall (report.sites[k]))));
}

/* ---- Tables of many rows.  */

const ROW = 28;

/* A table NAME of ROWS, with COLUMNS of

     label, width   as in a CSS grid
     value          of a row, to sort by
     cell           what is shown of a row; else the value
     numeric        to the right, and the largest first
     minor          left out where there is little room
     end            where all of it has no room, the end is shown
     style          a class

   TEXT of a row is searched; OPEN is called with the number of a row.  */
class Table
{
  constructor (name, rows, columns, { text, open = null, label })
  {
    Object.assign (this, { name, rows, columns, text, open, label });
    /* Each returns a function of a row, or null where all are shown.  */
    this.filters = [];
    this.order = rows.map ((row, i) => i);
    this.sorted = null;
    this.active = -1;
    this.grid = make ("div", { class: "grid", role: "grid", tabindex: "0", "aria-label": label,
                               onkeydown: event => this.key (event),
                               onscroll: () => this.draw () });
    this.head = make ("div", { class: "head row", role: "row" });
    this.body = make ("div", { class: "body", role: "rowgroup" });
    this.grid.append (this.head, this.body);
    this.count = make ("span", { class: "count", role: "status" });
    this.search = make ("input", { type: "search", placeholder: "Search\u2026", "aria-label": "Search " + label,
                                   oninput: () => this.filter () });
    this.tools = make ("div", { class: "tools" }, this.search, this.count);
    this.width = this.height = 0;
    new ResizeObserver (() => this.resize ()).observe (this.grid);
  }

  /* Put ELEMENTS before the count.  */
  addTools (...elements)
  {
    this.count.before (...elements);
  }

  /* Buttons for each of VALUES, which rows have by KEY, with a swatch of STYLE, unless
     it is null, and TITLES: those that are pressed are shown, or all.  Returns a function that presses those of a list alone.  */
  addChips (key, values, style, titles)
  {
    const pressed = new Set ();
    const chips = values.map (value =>
      make ("button", { type: "button", class: "chip", "aria-pressed": "false", title: titles[value],
                        "data-value": value,
                        onclick: event => {
                          if (!pressed.delete (value))
                            pressed.add (value);
                          event.currentTarget.setAttribute ("aria-pressed", String (pressed.has (value)));
                          this.filter ();
                        } },
            style ? swatch (style + word (value)) : null, value, make ("span", { class: "soft" })));
    this.addTools (...chips);
    this.chips = { key, chips, pressed };
    return list => {
      pressed.clear ();
      for (const chip of chips)
        {
          const on = list.includes (chip.dataset.value);
          chip.setAttribute ("aria-pressed", String (on));
          if (on)
            pressed.add (chip.dataset.value);
        }
    };
  }

  /* A choice of one of the values that rows have by KEY, or all, or of GROUPS,
     functions of a row by name.  */
  addSelect (key, all, groups = {})
  {
    const values = [...new Set (this.rows.map (row => row[key]))].filter (value => value).sort ();
    const select = make ("select", { "aria-label": all, onchange: () => this.filter () },
                         make ("option", { value: "" }, all),
                         [...Object.keys (groups), ...values].map (value => make ("option", { value }, value)));
    this.filters.push (() => {
      const value = select.value;
      return value === "" ? null : groups[value] ?? (row => row[key] === value);
    });
    if (values.length > 1)
      this.addTools (select);
    return select;
  }

  /* Which rows are shown?  */
  filter ()
  {
    const words = this.search.value.toLowerCase ().split (/\s+/).filter (each => each);
    const filters = this.filters.map (filter => filter ()).filter (filter => filter);
    if (words.length > 0 && !this.texts)
      this.texts = this.rows.map (row => this.text (row).toLowerCase ());
    this.shown = filters.length + words.length === 0 ? this.order : this.order.filter (i => filters.every (filter => filter (this.rows[i]))
      && words.every (each => this.texts[i].includes (each)));
    if (this.chips)
      this.shown = this.pick (this.shown);
    this.count.textContent = this.shown.length === this.rows.length
      ? `${grouped (this.rows.length)} rows`
      : `${grouped (this.shown.length)} of ${grouped (this.rows.length)} rows`;
    this.active = -1;
    this.grid.setAttribute ("aria-rowcount", this.shown.length + 1);
    this.body.style.height = Math.max (1, this.shown.length) * ROW + "px";
    this.grid.scrollTop = 0;
    this.draw ();
  }

  /* Those of ROWS, which are numbers, whose buttons are pressed; each button says how
     many of ROWS are its.  */
  pick (rows)
  {
    const { key, chips, pressed } = this.chips;
    const counts = new Map ();
    for (const i of rows)
      counts.set (this.rows[i][key], (counts.get (this.rows[i][key]) ?? 0) + 1);
    for (const chip of chips)
      {
        const n = counts.get (chip.dataset.value) ?? 0;
        chip.lastChild.textContent = grouped (n);
        chip.hidden = n === 0 && !pressed.has (chip.dataset.value);
      }
    return pressed.size > 0 ? rows.filter (i => pressed.has (this.rows[i][key])) : rows;
  }

  /* Sort by COLUMN, or the other way round where that is so already.  */
  sort (column)
  {
    const down = this.sorted === column ? !this.down : column.numeric ?? false;
    const values = this.rows.map (row => column.value (row));
    const sign = down ? -1 : 1;
    this.sorted = column;
    this.down = down;
    this.order.sort ((a, b) => values[a] < values[b] ? -sign : values[a] > values[b] ? sign : a - b);
    this.drawHead ();
    this.shown = null;
    this.resize ();
  }

  resize ()
  {
    const { clientWidth, clientHeight } = this.grid;
    if (clientWidth === 0
        || (this.shown && clientWidth === this.width && clientHeight === this.height))
      return;
    if (clientWidth !== this.width)
      {
        this.seen = this.columns.filter (column => !column.minor || clientWidth >= 900);
        this.drawHead ();
      }
    this.width = clientWidth;
    this.height = clientHeight;
    if (this.shown)
      this.draw ();
    else
      this.filter ();
  }

  drawHead ()
  {
    if (!this.seen)
      return;
    const focused = [...this.head.children].findIndex (cell => cell.contains (document.activeElement));
    this.head.style.gridTemplateColumns = this.seen.map (column => column.width).join (" ");
    this.head.replaceChildren (...this.seen.map (column =>
      make ("div", { role: "columnheader", class: column.numeric ? "n" : null,
                     "aria-sort": this.sorted === column ? (this.down ? "descending" : "ascending") : null },
            make ("button", { type: "button", title: column.title ?? null, onclick: () => this.sort (column) },
                  column.label))));
    this.head.children[focused]?.firstChild.focus ();
  }

  /* Put those rows into the document that are seen, and some more.  */
  draw ()
  {
    if (!this.seen || !this.shown || this.grid.clientHeight === 0)
      return;
    const template = this.seen.map (column => column.width).join (" ");
    const first = Math.max (0, Math.floor (this.grid.scrollTop / ROW) - 8);
    const last = Math.min (this.shown.length, first + Math.ceil (this.grid.clientHeight / ROW) + 16);
    const rows = [];
    for (let k = first; k < last; k++)
      {
        const i = this.shown[k];
        const row = this.rows[i];
        rows.push (make ("div", { class: "row" + (k === this.active ? " active" : "") + (this.open ? " opens" : ""),
                                  role: "row", id: `${this.name}-${i}`, "aria-rowindex": k + 2,
                                  "aria-selected": k === this.active ? "true" : null,
                                  style: `top:${k * ROW}px;grid-template-columns:${template}`,
                                  onclick: () => { this.move (k); this.open?.(i); } },
                         this.seen.map (column => {
                           const cell = column.cell ? column.cell (row) : String (column.value (row));
                           const style = [column.numeric ? "n" : "", column.end ? "end" : "", column.style ?? ""];
                           return make ("span", { role: "gridcell", class: style.join (" ").trim () || null,
                                                  title: typeof cell === "string" && !column.numeric ? cell : null },
                                        column.end ? make ("bdi", { dir: "ltr" }, cell) : cell);
                         })));
      }
    if (this.shown.length === 0)
      rows.push (make ("div", { class: "none" }, "No row is like that."));
    this.body.replaceChildren (...rows);
    const active = this.active >= 0 ? `${this.name}-${this.shown[this.active]}` : "";
    this.grid.setAttribute ("aria-activedescendant", active);
  }

  /* Make row K of those shown the active one.  */
  move (k)
  {
    const head = this.head.offsetHeight;
    this.active = Math.max (0, Math.min (this.shown.length - 1, k));
    if (this.active * ROW < this.grid.scrollTop)
      this.grid.scrollTop = this.active * ROW;
    else if ((this.active + 1) * ROW + head > this.grid.scrollTop + this.grid.clientHeight)
      this.grid.scrollTop = (this.active + 1) * ROW + head - this.grid.clientHeight;
    this.draw ();
  }

  key (event)
  {
    if (event.target !== this.grid)
      return;
    const page = Math.max (1, Math.floor (this.grid.clientHeight / ROW) - 2);
    const to = { ArrowDown: this.active + 1, ArrowUp: this.active - 1, PageDown: this.active + page,
                 PageUp: this.active - page, Home: 0, End: this.shown.length - 1 }[event.key];
    if (to !== undefined)
      this.move (to);
    else if (event.key === "Enter" && this.active >= 0)
      this.open?.(this.shown[this.active]);
    else
      return;
    event.preventDefault ();
  }
}

/* ---- The call tree.  */

const LEVEL = 22;

/* Nodes of TREE as boxes: as wide as they weigh, each below its caller.  */
class Graph
{
  constructor (tree)
  {
    this.tree = tree;
    this.all = { weight: 0, outcome: "all", depth: 0, x: 0, children: [], parent: null };
    this.nodes = tree.nodes.map ((node, number) => ({ ...node, number, fn: tree.functions[node.function],
                                                      children: [] }));
    for (const node of this.nodes)
      {
        node.parent = node.parent === undefined ? this.all : this.nodes[node.parent];
        node.depth = node.parent.depth + 1;
        node.parent.children.push (node);
        if (node.parent === this.all)
          this.all.weight += node.weight;
      }
    this.all.weight = Math.max (this.all.weight, report.total, 1);
    for (const node of [this.all, ...this.nodes])
      {
        let x = node.x;
        for (const child of node.children)
          {
            child.x = x;
            x += child.weight;
          }
      }
    this.zoomed = this.current = this.all;
    this.only = new Set ();
    this.element = make ("div", { id: "graph", role: "tree", "aria-label": "Call tree",
                                  onkeydown: event => this.key (event) });
    this.strip = make ("div", { class: "strip", "aria-live": "polite" });
    this.search = make ("input", { type: "search", placeholder: "Find a function\u2026",
                                   "aria-label": "Find a function in the call tree", oninput: () => this.find () });
    this.count = make ("span", { class: "count", role: "status" });
    this.tools = make ("div", { class: "tools" }, this.search, this.legend (), this.count);
    this.width = 0;
    new ResizeObserver (() => {
      if (this.element.clientWidth === this.width)
        return;
      this.width = this.element.clientWidth;
      this.draw ();
    }).observe (this.element);
  }

  legend ()
  {
    return Object.keys (OUTCOMES).filter (outcome => this.nodes.some (node => node.outcome === outcome))
      .map (outcome =>
        make ("button", { type: "button", class: "chip", "aria-pressed": "false", title: OUTCOMES[outcome],
                          "data-value": outcome,
                          onclick: event => {
                            if (!this.only.delete (outcome))
                              this.only.add (outcome);
                            event.currentTarget.setAttribute ("aria-pressed", String (this.only.has (outcome)));
                            this.draw ();
                          } },
              swatch ("o-" + word (outcome)), outcome,
              make ("span", { class: "soft" }, figure (outcome, this.tree.own[outcome], share (this.tree.own[outcome])))));
  }

  name (node)
  {
    return node === this.all ? "the whole program" : node.fn.pretty || "(no name)";
  }

  /* Draw the boxes that can be seen, with the zoomed one as wide as the graph.  */
  draw ()
  {
    if (this.width === 0)
      return;
    const focused = this.element.contains (document.activeElement);
    const zoomed = this.zoomed;
    const scale = this.width / zoomed.weight;
    const above = new Set ();
    for (let node = zoomed.parent; node; node = node.parent)
      above.add (node);
    const boxes = [];
    let depth = 0;
    const visit = node => {
      const left = above.has (node) ? 0 : (node.x - zoomed.x) * scale;
      const width = above.has (node) ? this.width : node.weight * scale;
      if (width < 1.5)
        return;
      depth = Math.max (depth, node.depth);
      boxes.push (this.box (node, left, width, above.has (node)));
      for (const child of node.children)
        if (!above.has (node) || above.has (child) || child === zoomed)
          visit (child);
    };
    visit (this.all);
    this.element.style.height = (depth + 1) * LEVEL + 2 + "px";
    this.element.replaceChildren (...boxes);
    if (focused)
      this.focus (this.current);
    this.tell (this.current);
  }

  box (node, left, width, above)
  {
    const name = this.name (node);
    const whole = node === this.all;
    const style = ["o-" + word (node.outcome), whole ? "all" : "", above ? "above" : "",
                   !whole && this.only.size > 0 && !this.only.has (node.outcome) ? "dim" : "",
                   node.hit ? "hit" : ""].filter (each => each).join (" ");
    const box = make ("div", {
      role: "treeitem", class: style, "aria-level": node.depth + 1,
      "aria-label": whole ? name : `${name}, ${node.outcome}, ${share (node.weight)}`,
      "aria-expanded": node.children.length > 0 ? "true" : null,
      tabindex: node === this.current ? "0" : "-1",
      style: `left:${left}px;width:${width}px;top:${node.depth * LEVEL}px`,
      onclick: () => { this.current = node; this.zoom (node); },
      onfocus: () => { this.current = node; this.tell (node); },
      onmouseenter: () => this.tell (node),
      onmouseleave: () => this.tell (this.current)
    }, width > 22 ? name : "");
    node.box = box;
    return box;
  }

  /* Say in the strip below what NODE is.  */
  tell (node)
  {
    if (node === this.all)
      {
        this.strip.replaceChildren (
          make ("span", { class: "name soft" }, "Click a box to zoom in, or use the arrow keys; Enter zooms, Esc shows all, O opens what was decided."));
        return;
      }
    const folded = node.weight - node.own - node.children.reduce ((sum, child) => sum + child.weight, 0);
    this.strip.replaceChildren (...present ([
      make ("code", { class: "name" }, this.name (node)),
      badge (node.outcome),
      make ("span", {}, share (node.weight), make ("span", { class: "soft" }, " with what it calls")),
      make ("span", {}, share (node.own), make ("span", { class: "soft" }, " itself")),
      folded > 0 ? make ("span", {}, share (folded), make ("span", { class: "soft" }, " in calls too small to show")) : null,
      node.parent !== this.all && node.line > 0
        ? make ("span", { class: "soft" }, `called on line ${node.line} of ${this.name (node.parent)}`) : null,
      node.fn.file ? make ("span", { class: "soft" }, node.fn.file) : null,
      node.site === undefined ? null
        : make ("button", { type: "button", onclick: () => openSite (node.site) }, "Open the decision")]));
  }

  focus (node)
  {
    for (; node !== this.all && !node.box?.isConnected; node = node.parent)
      ;
    this.current = node;
    for (const box of this.element.querySelectorAll ('[tabindex="0"]'))
      box.tabIndex = -1;
    node.box.tabIndex = 0;
    node.box.focus ({ preventScroll: true });
    node.box.scrollIntoView ({ block: "nearest" });
  }

  zoom (node)
  {
    this.zoomed = node;
    this.draw ();
  }

  /* Zoom to node NUMBER, and go there.  */
  show (number)
  {
    this.zoom (this.nodes[number]);
    document.getElementById ("tree").scrollIntoView ();
    this.focus (this.nodes[number]);
  }

  find ()
  {
    const text = this.search.value.trim ().toLowerCase ();
    let n = 0;
    for (const node of this.nodes)
      {
        node.hit = text !== "" && this.name (node).toLowerCase ().includes (text);
        n += node.hit;
      }
    this.count.textContent = text === "" ? "" : plural (n, "box", "boxes");
    this.draw ();
  }

  key (event)
  {
    const node = this.current;
    const siblings = node.parent ? node.parent.children : [node];
    const drawn = siblings.filter (each => each.box?.isConnected);
    const at = drawn.indexOf (node);
    const to = { ArrowUp: node.parent, ArrowDown: node.children.find (child => child.box?.isConnected),
                 ArrowLeft: drawn[at - 1], ArrowRight: drawn[at + 1] };
    if (event.key in to)
      {
        if (to[event.key])
          this.focus (to[event.key]);
      }
    else if (event.key === "Enter" || event.key === " ")
      this.zoom (node);
    else if (event.key === "Escape" && this.zoomed !== this.all)
      this.zoom (this.all);
    else if (event.key.toLowerCase () === "o" && node.site !== undefined)
      openSite (node.site);
    else
      return;
    event.preventDefault ();
    event.stopPropagation ();
  }
}

/* ---- The sections.  */

/* What made the units grow, after the sum.  */
const GROWTHS = {
  inline: "by inlining", clones: "by cloning", inliner: "by what hot functions let GCC inline",
  loops: "by hot loops", traces: "by copies of hot traces", alignment: "by aligning hot dispatch"
};

function growthParts ()
{
  const parts = Object.entries (report.growth_by).filter (([, insns]) => insns > 0);
  return parts.flatMap (([by, insns], i) =>
    [i === 0 ? ": " : ", ", figure (by, insns), " " + (GROWTHS[by] ?? by)]);
}

function showOverview ()
{
  const fits = report.staleness === "fits";
  const foreign = report.staleness === "of another program";
  const style = fits ? "good" : report.staleness === "stale in part" ? "fair" : "bad";
  const n = report.profiles.length;
  const overview = section (
    "overview",
    make ("span", { class: style }, fits ? "The profile fits" : `The profile is ${report.staleness}`), null,
    make ("p", {}, foreign ? "No unit has anything of it."
          : [figure ("left_percent", report.left_percent, report.left_percent.toFixed (2)),
             " % of its weight in the units' files is left", fits ? "." : "; record again."]),
    make ("p", { class: "soft" },
          figure ("units", report.units, plural (report.units, "unit", "units")), ", ",
          samples (report.total), " samples, code of ", figure ("insns", report.insns), " insns by GCC's estimate that grew by ",
          figure ("growth", report.growth), report.insns > 0 ? ` (${(100 * report.growth / report.insns).toFixed (2)} %)` : "",
          growthParts (),
          report.lto ? ", for the link" : "", ". Profile ",
          make ("code", {}, n > 0 ? "sha256:" + report.profiles[0].profile : "none"), "."));
  const notes = [];
  for (const profile of report.profiles.slice (1))
    notes.push (`${plural (profile.units, "unit", "units")} with the profile sha256:${profile.profile}.`);
  if (report.superseded > 0)
    notes.push (`${plural (report.superseded, "line", "lines")} of units that were built again since left out.`);
  for (const cut of report.cut)
    notes.push (`${cut} ends too early and is left out: the compiler that wrote it was killed.`);
  if (report.overfull)
    notes.push ("The units have more than one profile's weight: they were built with profiles of several programs.");
  overview.append (...notes.map (note => make ("p", { class: "note small" }, note)));

  overview.append (
    make ("h3", {}, "Where the weight of the profile is"),
    fateBar (report.weight, report.total || 1),
    make ("ul", { class: "parts" }, Object.keys (FATES).filter (fate => report.weight[fate] > 0 || fate === "matched")
      .map (fate => make ("li", { title: FATES[fate] }, swatch ("f-" + fate),
                          figure (fate, report.weight[fate], share (report.weight[fate])), " " + fate))));

  const cells = (kind, what) => [
    make ("td", { class: "n" }, kind.calls ? share (kind[what + "_weight"]) : ""),
    make ("td", { class: "n" }, figure (what, kind[what]))];
  const columns = make ("div", { class: "columns" });
  overview.append (columns);
  columns.append (make ("div", {},
    make ("h3", {}, "What was decided: calls, with % of the profile, and functions"),
    make ("div", { class: "scroll" },
      make ("table", { id: "kinds" },
        make ("thead", {}, make ("tr", {}, make ("th", { scope: "col" }, "kind"),
              ["applied", "refused", "cold"].map (what => make ("th", { class: "n", scope: "colgroup", colspan: "2" }, what)),
              make ("th", { class: "n", scope: "col" }, "growth, insns"))),
        make ("tbody", {}, report.kinds.map (kind =>
          make ("tr", { "data-kind": kind.kind }, make ("td", {}, kind.kind),
                cells (kind, "applied"), cells (kind, "refused"), cells (kind, "cold"),
                make ("td", { class: "n" }, figure ("growth", kind.growth)))))))));
  const refusals = report.refusals.filter (group => group.verdict !== "cold");
  if (refusals.length > 0)
    columns.append (make ("div", {},
      make ("h3", {}, "What was refused, and what to do"),
      make ("div", { class: "scroll" },
        make ("table", { id: "refusals" },
          make ("thead", {}, make ("tr", {}, ["refusal", "kind"].map (text => make ("th", { scope: "col" }, text)),
                ["sites", "weight"].map (text => make ("th", { class: "n", scope: "col" }, text)),
                make ("th", { scope: "col" }, "what to do"))),
          make ("tbody", {}, refusals.map (group =>
            make ("tr", {},
                  make ("td", {}, make ("button", { type: "button", onclick: () => showRefusals (group) }, group.verdict),
                        group.callee_built === false ? make ("span", { class: "soft" }, " in no unit") : null),
                  make ("td", {}, group.kind),
                  make ("td", { class: "n" }, figure ("sites", group.sites)),
                  make ("td", { class: "n" }, kinds.get (group.kind).calls ? share (group.weight) : ""),
                  make ("td", {}, group.advice ?? "nothing"))))))));
}

const SOURCES = {
  stacks: "Made of the stacks of the profile: it is what was sampled. A function that calls itself is one box.",
  calls: "Estimated: a prepared profile has calls, and no stacks. Each function's weight is divided among its callers by the weight of their calls.",
  ledger: "Estimated from the calls that the units decided about, without the profile: each function's weight is divided among its callers by the weight of their calls, and calls that GCC had inlined before are missing. --profile=FILE gives the true one, if FILE has stacks."
};

let graph = null;

function showTree ()
{
  graph = new Graph (report.tree);
  section ("tree", "Call tree", null,
    make ("p", {}, "Each box is a function, below its caller, and as wide as its share of the profile. Its colour and pattern say what became of the call."),
    make ("p", { class: "soft small" }, SOURCES[report.tree.source],
          ` What weighs less than ${share (report.tree.least)} is folded into its caller. ${share (report.tree.rest)} of the weight is in none of the boxes itself.`),
    make ("details", {}, make ("summary", {}, "What the colours mean"),
          make ("dl", {}, Object.entries (OUTCOMES).map (([outcome, text]) =>
            [make ("dt", {}, swatch ("o-" + word (outcome)), outcome), make ("dd", {}, text)]))),
    graph.tools, graph.element, graph.strip);
}

let showRefusals = null;

function showSites ()
{
  const table = new Table ("site", report.sites, [
    { label: "Outcome", width: "8.2rem", value: site => site.outcome, cell: site => badge (site.outcome) },
    { label: "Reason", width: "7rem", value: site => site.verdict === "applied" ? "" : site.verdict, minor: true, style: "soft" },
    { label: "Kind", width: "7rem", value: site => site.kind, minor: true, style: "soft" },
    { label: "Call or function", width: "minmax(8rem, 1fr)", value: siteText, style: "call", cell: siteName },
    { label: "Place", width: "minmax(7rem, 16rem)", value: place, minor: true, end: true, style: "soft" },
    { label: "Weight %", width: "5.5rem", numeric: true, value: site => site.weight, cell: site => percent (site.weight),
      title: "of the samples in the callee itself, called from here" },
    { label: "Inclusive %", width: "6.5rem", numeric: true, value: site => site.inclusive, minor: true,
      cell: site => percent (site.inclusive), title: "with what the callee calls" },
    { label: "Growth", width: "5.5rem", numeric: true, value: site => site.growth, minor: true,
      cell: site => site.growth === 0 ? "\u2013" : signed (site.growth), title: "insns, by GCC's estimate" },
    { label: "Units", width: "4.5rem", numeric: true, value: site => site.units, minor: true }
  ], { label: "sites", open: openSite,
       text: site => [site.caller_pretty, site.callee_pretty, site.caller, site.callee, place (site), site.reason].join ("\n") });
  const press = table.addChips ("outcome", Object.keys (OUTCOMES), "o-", OUTCOMES);
  const kind = table.addSelect ("kind", "all kinds", { calls: isCall, functions: site => !isCall (site) });
  const verdict = table.addSelect ("verdict", "all verdicts");
  section ("sites", "Sites", report.sites.length,
           make ("p", { class: "soft small" }, "Each call or function that was decided about, once, however many units have it. Weight is of the samples in the callee itself: more than a better decision would save."),
           table.tools, table.grid);
  showRefusals = group => {
    press ([group.callee_built === false ? "out of reach" : "refused"]);
    table.search.value = "";
    kind.value = group.kind;
    verdict.value = group.verdict;
    table.filter ();
    document.getElementById ("sites").scrollIntoView ();
    table.grid.focus ({ preventScroll: true });
  };
  if (report.sites.some (isCall))
    kind.value = "calls";
}

function showFunctions ()
{
  const table = new Table ("function", report.functions, [
    { label: "Match", width: "8rem", value: fn => fn.match, cell: fn => make ("span", { title: FATES[fn.match] }, swatch ("f-" + fn.match), fn.match) },
    { label: "Function", width: "minmax(8rem, 2fr)", value: fn => fn.pretty, style: "mono" },
    { label: "File, as in the profile", width: "minmax(8rem, 1fr)", value: fn => fn.file, minor: true, end: true, style: "soft" },
    { label: "Now", width: "minmax(6rem, 1fr)", value: fn => fn.now ? `${fn.now.function} ${fn.now.file}:${fn.now.line}` : "", minor: true, style: "soft" },
    { label: "Weight %", width: "6rem", numeric: true, value: fn => fn.weight, cell: fn => percent (fn.weight) }
  ], { label: "functions", open: openFunction,
       text: fn => [fn.pretty, fn.function, fn.file, fn.now?.function, fn.now?.file].join ("\n") });
  table.addChips ("match", Object.keys (FATES), "f-", FATES);
  section ("functions", "Functions", report.functions.length,
           make ("p", { class: "soft small" }, "The functions of the profile that a unit has, or has lost",
                 report.tree.source === "ledger" ? "; with --profile=FILE those that are foreign, too." : ", and those that are foreign."),
           table.tools, table.grid);
}

function showFiles ()
{
  const fates = Object.keys (FATES).filter (fate => fate === "matched" || report.files.some (file => file[fate] > 0));
  const stale = report.files.some (file => file.stale);
  const sum = file => Object.keys (FATES).reduce ((all, fate) => all + file[fate], 0);
  const table = new Table ("file", report.files.map (file => ({ ...file, state: file.stale ? "stale" : "not stale" })), [
    { label: "File, as in the profile", width: "minmax(8rem, 1fr)", value: file => file.file || "(no file)", end: true, style: "mono" },
    ...stale ? [{ label: "Stale?", width: "5rem", value: file => file.stale ? 0 : 1,
                  cell: file => file.stale ? make ("b", { class: "bad" }, "STALE") : "" }] : [],
    ...fates.map (fate => ({ label: fate + " %", width: "7rem", numeric: true, minor: fate !== "matched" && fate !== "lost",
                             value: file => file[fate], title: FATES[fate],
                             cell: file => file[fate] === 0 ? "\u2013" : percent (file[fate]) })),
    { label: "Parts", width: "minmax(6rem, 14rem)", value: file => file.lost / (sum (file) || 1), minor: true,
      cell: file => fateBar (file, sum (file) || 1), title: "of the file's weight" }
  ], { label: "files", text: file => file.file });
  if (stale)
    table.addSelect ("state", "stale or not");
  section ("files", "Files", report.files.length,
           make ("p", { class: "soft small" }, "Where the weight of the profile is, in % of it, and what of it the sources still match. A file is stale where a unit would warn of it."),
           table.tools, table.grid);
}

function showUnits ()
{
  const table = new Table ("unit", report.unit_list, [
    { label: "Unit", width: "minmax(8rem, 1fr)", value: unit => unit.unit, end: true, style: "mono" },
    { label: "Directory", width: "minmax(8rem, 1fr)", value: unit => unit.directory, minor: true, end: true, style: "soft" },
    { label: "Insns", width: "7rem", numeric: true, value: unit => unit.insns, cell: unit => grouped (unit.insns) },
    { label: "Growth", width: "7rem", numeric: true, value: unit => unit.growth, cell: unit => unit.growth === 0 ? "\u2013" : signed (unit.growth) },
    { label: "Growth %", width: "7rem", numeric: true, value: unit => unit.insns > 0 ? unit.growth / unit.insns : 0,
      cell: unit => unit.growth === 0 ? "\u2013" : (unit.insns > 0 ? 100 * unit.growth / unit.insns : 0).toFixed (2) }
  ], { label: "units", text: unit => unit.unit + "\n" + unit.directory });
  table.sort (table.columns[3]);
  section ("units", "Units", report.unit_list.length,
           make ("p", { class: "soft small" }, "What was compiled, and how much inlining for the profile's sake added to it, in GCC's estimate of insns."),
           table.tools, table.grid);
}

/* An interval as a picture, on a scale from LOW to HIGH.  */
function range (result, low, high)
{
  const at = value => 100 * (value - low) / (high - low);
  return make ("div", { class: "range", "aria-hidden": "true" },
               make ("i", { style: `left:${at (1)}%` }),
               make ("b", { style: `left:${at (result.low)}%;width:${at (result.high) - at (result.low)}%` }),
               make ("u", { style: `left:${at (result.ratio)}%` }));
}

function showTimings ()
{
  const element = section ("timings", "Timings", null,
    make ("p", { class: "soft small" }, "How many times as fast each command is as the first one: the ratio of the means, with its 95 % interval (delta method on the logarithm, Welch's degrees of freedom). The runs are taken for independent. Less than 2 % is no result, however small the interval: the same code runs that much faster or slower at another address. Ratio, interval and verdict of a file by scripts/ab are its own: it times at several addresses."));
  for (const timing of report.ab)
    {
      const bounded = timing.results.filter (result => result.low !== undefined);
      const low = Math.min (1, ...bounded.map (result => result.low));
      const high = Math.max (1, ...bounded.map (result => result.high));
      const margin = (high - low || 0.1) * 0.06;
      const says = result => result.ratio === undefined ? "the one that others are compared with"
        : result.verdict !== undefined ? result.verdict
        : result.low === undefined ? "too few runs for an interval"
        : result.low > 1 ? "faster" : result.high < 1 ? "slower" : "no difference shown";
      element.append (
        make ("h3", { class: "mono" }, timing.file),
        make ("div", { class: "scroll" }, make ("table", { class: "timing" },
          make ("thead", {}, make ("tr", {}, make ("th", { scope: "col" }, "command"),
                ["runs", "mean, s", "deviation, s", "times as fast", "interval"].map (text =>
                  make ("th", { class: "n", scope: "col" }, text)),
                make ("th", { scope: "col" }, ""), make ("th", { scope: "col" }, ""))),
          make ("tbody", {}, timing.results.map (result =>
            make ("tr", {},
                  make ("td", { class: "mono" }, result.command),
                  make ("td", { class: "n" }, figure ("runs", result.runs)),
                  make ("td", { class: "n" }, figure ("mean", result.mean, result.mean.toFixed (4))),
                  make ("td", { class: "n" }, figure ("deviation", result.deviation, result.deviation.toFixed (4))),
                  make ("td", { class: "n" }, result.ratio === undefined ? "" : figure ("ratio", result.ratio, result.ratio.toFixed (3))),
                  make ("td", { class: "n" }, result.low === undefined ? ""
                        : [figure ("low", result.low, result.low.toFixed (3)), " to ", figure ("high", result.high, result.high.toFixed (3))]),
                  make ("td", {}, result.low === undefined ? "" : range (result, low - margin, high + margin)),
                  make ("td", {}, says (result))))))));
    }
}

const DIFFERENCES = {
  applied: "applied now",
  refused: "refused now, applied before",
  gone: "applied before, and not there now",
  reason: "refused, now for another reason"
};

function showDifferences ()
{
  const diff = report.diff;
  const rows = diff.sites.map (row => ({ ...row, site: row.now ?? row.before }));
  const state = site => !site ? "not there" : site.verdict === "applied" ? site.outcome : site.reason || site.verdict;
  const table = new Table ("difference", rows, [
    { label: "Difference", width: "7rem", value: row => row.difference },
    { label: "Kind", width: "7rem", value: row => row.site.kind, minor: true, style: "soft" },
    { label: "Call or function", width: "minmax(8rem, 2fr)", value: row => siteText (row.site), style: "call", cell: row => siteName (row.site) },
    { label: "Place", width: "minmax(7rem, 16rem)", value: row => place (row.site), minor: true, end: true, style: "soft" },
    { label: "Before", width: "minmax(7rem, 1fr)", value: row => state (row.before), minor: true },
    { label: "Now", width: "minmax(7rem, 1fr)", value: row => state (row.now), minor: true },
    { label: "Weight %", width: "6rem", numeric: true, value: row => row.percent, cell: row => row.percent.toFixed (2) }
  ], { label: "differences", text: row => [siteText (row.site), place (row.site), state (row.before), state (row.now)].join ("\n") });
  table.addChips ("difference", Object.keys (DIFFERENCES), null, DIFFERENCES);
  const element = section ("differences", "Differences", rows.length,
    make ("p", { class: "soft small" },
          figure ("same", diff.same), " decisions are the same as in the other build. Code before: ",
          figure ("insns_before", diff.insns_before), " insns, growth ", figure ("growth_before", diff.growth_before),
          "; now: ", grouped (report.insns), " insns, growth ", grouped (report.growth), "."),
    table.tools, table.grid);
  if (!diff.functions)
    return;
  const sizes = new Table ("size", diff.functions, [
    { label: "Function", width: "minmax(8rem, 1fr)", value: row => row.function, style: "mono" },
    { label: "Before", width: "7rem", numeric: true, value: row => row.bytes_before, cell: row => grouped (row.bytes_before) },
    { label: "Now", width: "7rem", numeric: true, value: row => row.bytes, cell: row => grouped (row.bytes) },
    { label: "More", width: "7rem", numeric: true, value: row => row.bytes - row.bytes_before, cell: row => signed (row.bytes - row.bytes_before) }
  ], { label: "sizes", text: row => row.function });
  element.append (make ("h3", {}, "Code by function, in bytes"),
                  make ("p", { class: "soft small" }, "All: ", figure ("bytes_before", diff.bytes_before), " before, ",
                        figure ("bytes", diff.bytes), " now."),
                  sizes.tools, sizes.grid);
}

/* ---- The whole page.  */

/* Light or dark, as the browser has it or the button says.  */
function prepareTheme ()
{
  const button = document.getElementById ("theme");
  const root = document.documentElement;
  const system = matchMedia ("(prefers-color-scheme: dark)");
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
  const name = () => { button.textContent = dark () ? "Light" : "Dark"; };
  button.addEventListener ("click", () => { root.dataset.theme = dark () ? "light" : "dark"; name (); });
  system.addEventListener ("change", name);
  name ();
}

/* Underline the link of the section that is read.  */
function followSections ()
{
  const links = [...document.querySelectorAll ("nav a")];
  const mark = () => {
    let now = links[0];
    for (const link of links)
      if (document.querySelector (link.hash).getBoundingClientRect ().top < 100)
        now = link;
    if (scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2)
      now = links.at (-1);
    for (const link of links)
      if (link === now)
        link.setAttribute ("aria-current", "true");
      else
        link.removeAttribute ("aria-current");
  };
  document.addEventListener ("scroll", mark, { passive: true });
  mark ();
}

document.addEventListener ("keydown", event => {
  const typing = /^(INPUT|SELECT)$/.test (event.target.tagName);
  if (event.key === "Escape")
    {
      if (!closeDetail () && typing)
        event.target.blur ();
    }
  else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey)
    {
      /* In the section that has the focus, or is read, or that of sites.  */
      const read = document.querySelector ("nav a[aria-current]");
      const search = [event.target.closest ("section"), read && document.querySelector (read.hash),
                      document.getElementById ("sites")]
        .map (each => each?.querySelector ('input[type="search"]')).find (each => each);
      search?.focus ();
      search?.select ();
      event.preventDefault ();
    }
});

/* What the element ID has.  */
async function unpack (id)
{
  const text = atob (document.getElementById (id).textContent.trim ());
  const bytes = new Uint8Array (text.length);
  for (let i = 0; i < text.length; i++)
    bytes[i] = text.charCodeAt (i);
  const stream = new Blob ([bytes]).stream ().pipeThrough (new DecompressionStream ("gzip"));
  return new Response (stream).json ();
}

/* Show everything, and what comes first first.  */
async function start ()
{
  prepareTheme ();
  report = await unpack ("report");
  excerpts = await unpack ("excerpts");
  for (const kind of report.kinds)
    kinds.set (kind.kind, kind);
  for (const group of report.refusals)
    if (group.advice)
      advice.set (group.kind + " " + group.verdict, group.advice);
  for (const show of [showOverview, showTree, showSites, showFunctions, showFiles, showUnits,
                      report.ab ? showTimings : null, report.diff ? showDifferences : null])
    {
      show?.();
      await new Promise (done => setTimeout (done));
    }
  followSections ();
  if (location.hash)
    document.querySelector (location.hash)?.scrollIntoView ();
  await new Promise (done => requestAnimationFrame (() => setTimeout (done)));
  document.documentElement.dataset.shown = performance.now ();
}

start ().catch (error => {
  document.querySelector ("main").append (
    make ("p", { class: "note" }, `This browser cannot show the report: ${error.message}. "gcc-pgo report" without --html prints it as text.`));
  throw error;
});
