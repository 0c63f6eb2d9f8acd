// Numbered changes, the old words beside the new ones; what goes and what comes is marked by line and colour.
import {element} from "./api.js";

const AUTOMATIC = "番号や引用のずれなど、ほかの変更に伴うもの";

export function side(pieces, which) {
  const made = [];
  for (const [old, fresh, differs] of pieces) {
    const words = which === "old" ? old : fresh;
    if (!words) continue;
    made.push(...words.split("\n").flatMap((line, n) => [...n ? [element("br")] : [], differs ? element(which === "old" ? "del" : "ins", {}, line) : line]));
  }
  return made.length ? made : [element("span", {class: "hint"}, which === "old" ? "（なし）" : "（なし）")];
}

// `place(entry, which)` gives an address for a place, `acts(entry)` what can be done with a change.
export function changesTable(got, {place = () => null, acts = null, caption = "変更の一覧"} = {}) {
  const heads = ["番号", "所", "前", "後", ...acts ? ["扱い"] : []];
  const alike = new Map();
  for (const group of got.groups) for (const number of group.numbers) alike.set(number, group);
  const body = element("tbody", {}, ...got.entries.map((entry) => row(entry, alike.get(entry.number), place, acts)));
  const table = element("table", {class: "changes"}, element("caption", {class: "unseen"}, caption), element("thead", {}, element("tr", {}, ...heads.map((h) => element("th", {scope: "col"}, h)))), body);
  table.addEventListener("keydown", (event) => {
    const step = {ArrowDown: 1, ArrowUp: -1, j: 1, k: -1}[event.key];
    if (!step || event.target.closest("button, a, summary, input")) return;
    const rows = [...body.querySelectorAll("tr:not([hidden])")], next = rows[rows.indexOf(document.activeElement) + step];
    if (next) { event.preventDefault(); next.focus(); next.scrollIntoView({block: "nearest"}); }
  });
  return table;
}

function row(entry, group, place, acts) {
  const at = (which) => { const words = entry[`place_${which}`], to = place(entry, which); return to ? element("a", {href: to}, words) : words; };
  const where = entry.place_old === entry.place_new || !entry.place_old ? [at("new")] : !entry.place_new ? [at("old")] : [at("old"), " → ", at("new")];
  const about = [element("span", {class: "badge"}, entry.kind), ...entry.subjects.map((s) => element("span", {class: "badge changed"}, s))];
  if (entry.automatic) about.push(element("span", {class: "badge", title: AUTOMATIC}, "自動"));
  if (group && group.numbers.length > 1) about.push(element("span", {class: "hint"}, `同じ変更 ${group.numbers.length}か所${group.others.length ? `（違うもの: 変更${group.others.join("、")}）` : ""}`));
  return element("tr", {tabindex: "-1", id: `change-${entry.number}`, "data-kind": entry.kind, "data-id": entry.id},
    element("th", {scope: "row"}, entry.number ? `変更${entry.number}` : ""),
    element("td", {class: "where"}, ...where, entry.column ? `　${entry.column}` : "", element("div", {class: "about"}, ...about), ...[...new Set(entry.figures)].map((f) => element("div", {class: "figure"}, f))),
    element("td", {class: "words"}, ...side(entry.pieces, "old")), element("td", {class: "words"}, ...side(entry.pieces, "new")), ...acts ? [element("td", {class: "acts"}, ...acts(entry))] : []);
}

// A box for each kind that there is; what is not ticked is hidden.
export function kindFilter(got, table) {
  const kinds = new Map();
  for (const entry of got.entries) kinds.set(entry.kind, (kinds.get(entry.kind) || 0) + 1);
  return element("fieldset", {class: "kinds"}, element("legend", {class: "unseen"}, "示す種類"), ...[...kinds].map(([kind, count]) => {
    const box = element("input", {type: "checkbox", checked: true});
    box.addEventListener("change", () => { for (const one of table.querySelectorAll(`tr[data-kind="${kind}"]`)) one.hidden = !box.checked; });
    return element("label", {}, box, ` ${kind} ${count}`);
  }));
}
