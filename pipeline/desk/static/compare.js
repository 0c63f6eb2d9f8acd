// Any two papers side by side: a source, one of its versions, a signed version, a file that was dropped.
import {element, get, listen, path, post, problemItems, takesFile, tell, turns, upload} from "./api.js";
import {changesTable, kindFilter} from "./changes.js";

const byId = (id) => document.getElementById(id);
const sides = {old: byId("old"), new: byId("new")};
const dropped = {old: null, new: null}, coming = {};
const known = new Map(), turn = turns(), filling = {old: turns(), new: turns()}, taking = {old: turns(), new: turns()};
let shown = null; // what the list on the page compares

function part(side, name) { return sides[side].querySelector(`.${name}`); }

async function versions(name) {
  if (!name) return null;
  if (!known.has(name)) known.set(name, await get(`/api/versions/${path(name)}`).catch(() => null));
  return known.get(name);
}

async function fill(side, wanted = null) {
  const isLast = filling[side](), found = await versions(part(side, "document").value);
  if (!isLast()) return;
  const list = part(side, "which"), before = wanted ?? list.value;
  list.replaceChildren(element("option", {value: ""}, "今の原稿"));
  if (found && found.signed) list.append(element("option", {value: "signed"}, "署名版"));
  for (const v of found ? found.versions : []) list.append(element("option", {value: `@${v.count}`}, `版「${v.name}」（${v.day}${v.number ? `、${v.number}` : ""}）`));
  if ([...list.options].some((o) => o.value === before)) list.value = before;
}

function asked(side) {
  if (dropped[side]) return {dropped: dropped[side].id};
  const name = part(side, "document").value.trim(), which = part(side, "which").value;
  if (!name) return null;
  return {document: name, ...which === "signed" ? {signed: true} : which ? {version: which.slice(1)} : {}};
}

function remember() {
  const query = new URLSearchParams();
  for (const side of ["old", "new"]) if (!dropped[side] && part(side, "document").value) query.set(side, `${part(side, "document").value}${part(side, "which").value ? `|${part(side, "which").value}` : ""}`);
  history.replaceState(null, "", `?${query}`);
}

async function compare() {
  const isLast = turn();
  await Promise.all(Object.values(coming));
  if (!isLast()) return;
  const [old, fresh] = [asked("old"), asked("new")], revisions = byId("revisions").value;
  if (!old || !fresh) { tell("比べる二つの文書を選んでください", "error"); return; }
  remember();
  byId("progress").textContent = "比べています…";
  byId("made").replaceChildren();
  try {
    const got = await post("/api/compare", {old, new: fresh, revisions});
    if (!isLast()) return;
    shown = {old, new: fresh, revisions};
    show(got, old, fresh);
  } catch (error) {
    if (!isLast()) return;
    shown = null;
    show({problems: [], entries: [], groups: []}, old, fresh); // what stands there is of two others
    byId("progress").textContent = "比べられませんでした";
    tell(error.message, "error");
  }
}

function show(got, old, fresh) {
  byId("problems-list").replaceChildren(...problemItems(got.problems));
  const broken = got.problems.some((p) => p.severity === "error");
  const count = got.entries.filter((e) => e.number).length;
  byId("progress").textContent = broken ? "比べられませんでした" : count ? `${count}か所が違います` : "字句の違いはありません";
  const place = (entry, which) => {
    const one = which === "old" ? old : fresh;
    if (!one.document || one.version || one.signed) return null;
    const words = entry.pieces.map((p) => p[which === "old" ? 0 : 1]).join("").split("\n")[0].slice(0, 40);
    return words ? `/documents/${path(one.document)}#words=${encodeURIComponent(words)}` : null;
  };
  const table = changesTable(got, {place});
  byId("changes").replaceChildren(...got.entries.length ? [element("div", {class: "area"}, table)] : []);
  byId("kinds").replaceChildren(...got.entries.length ? [kindFilter(got, table)] : []);
  if (got.sides && got.entries.length) table.querySelectorAll("thead th").forEach((th, n) => { if (n === 2 || n === 3) th.append(element("small", {class: "hint"}, ` ${[got.sides[n - 2].name, got.sides[n - 2].day].filter(Boolean).join("　")}`)); });
  byId("keep").disabled = broken || !got.entries.length;
  const same = old.document && old.document === fresh.document && !old.signed && !fresh.signed && old.version;
  byId("papers").disabled = broken || !got.entries.length || !same;
  byId("amend").hidden = !(old.signed && fresh.document === old.document && !fresh.version && !fresh.signed);
  if (!byId("amend").hidden) byId("amend").href = `/documents/${path(fresh.document)}#tab=amend`;
}

byId("keep").addEventListener("click", async () => {
  try {
    const got = await post("/api/compare/page", shown);
    if (!got.html) { tell(got.problems.map((p) => p.message).join("、"), "error"); return; }
    const link = element("a", {href: URL.createObjectURL(new Blob([got.html], {type: "text/html"})), download: "変更一覧.html"});
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  } catch (error) { tell(error.message, "error"); }
});

byId("papers").addEventListener("click", async () => {
  const {old, new: fresh} = shown;
  try {
    const got = await post("/api/compare/papers", {name: old.document, from: old.version, to: fresh.version || ""});
    byId("made").replaceChildren(element("ul", {class: "problems"}, ...problemItems(got.problems)),
      ...got.files.length ? [element("p", {}, "作りました: ", ...got.files.flatMap((f) => [element("a", {href: `/download/${path(f)}`, download: true}, f.split("/").pop()), " "]))] : []);
  } catch (error) { tell(error.message, "error"); }
});

async function take(side, file) {
  const isLast = taking[side]();
  try {
    const got = await upload(`/api/drop?file=${encodeURIComponent(file.name)}`, await file.arrayBuffer());
    if (!isLast()) return;
    dropped[side] = got;
    drawn(side);
  } catch (error) { tell(error.message, "error"); }
}

function drawn(side) {
  const one = dropped[side];
  part(side, "chosen").hidden = !one;
  part(side, "name").textContent = one ? one.name : "";
  part(side, "document").disabled = part(side, "which").disabled = Boolean(one);
  if (!one) part(side, "file").value = "";
}

for (const side of ["old", "new"]) {
  const place = part(side, "drop");
  part(side, "document").addEventListener("change", () => fill(side));
  part(side, "clear").addEventListener("click", () => { taking[side](); dropped[side] = null; drawn(side); });
  takesFile(place, part(side, "file"), (file) => { coming[side] = take(side, file); });
}

byId("swap").addEventListener("click", async () => {
  const held = ["old", "new"].map((side) => [dropped[side], part(side, "document").value, part(side, "which").value]);
  for (const [n, side] of ["new", "old"].entries()) {
    [dropped[side], part(side, "document").value] = held[n];
    await fill(side, held[n][2]);
    drawn(side);
  }
  if (byId("changes").firstChild) compare();
});
byId("compare").addEventListener("click", compare);

async function begin() {
  const {areas} = await get("/api/areas");
  byId("documents").append(...Object.values(areas).flat().map((name) => element("option", {value: name})));
  // What was chosen while the page was made ready stays as it is.
  const query = new URLSearchParams(location.search), filled = [];
  for (const side of ["old", "new"]) {
    if (!query.get(side) || dropped[side] || part(side, "document").value) continue;
    const [name, which] = query.get(side).split("|");
    part(side, "document").value = name;
    await fill(side, which || "");
    filled.push(side);
  }
  if (filled.length === 2) await compare();
  // Two files that were laid here stay as they were read; all else may be of other words now.
  listen(() => { if (shown && (shown.old.document || shown.new.document)) byId("progress").textContent = "原稿が変わりました。「比べる」を押すと、新しくします"; });
}
begin().catch((error) => tell(error.message, "error"));
