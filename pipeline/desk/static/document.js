// One document: pages live beside its words, its source, its facts, its amendment, its review.
import {element, get, listen, path, post, problemItems, tell} from "./api.js";
import {Editor} from "./editor.js";
import {Pages} from "./pages.js";
import {amendPanel} from "./amend.js";
import {excelPanel} from "./excel.js";
import {factsPanel} from "./facts.js";
import {freshDownloads} from "./fresh.js";
import {reviewPanel} from "./review.js";
import {structurePanel} from "./structure.js";
import {tabs} from "./tabs.js";

const byId = (id) => document.getElementById(id);
const desk = {
  name: byId("name").dataset.name, files: byId("name").dataset.files.split("|"),
  read: {}, unsaved: {}, made: null, chosen: null, refresh: () => preview(), seek: (words, part) => pages.seek(words, part), show: (file, offset) => show(file, offset),
};
const pages = new Pages(byId("pages"), choose);
const editor = new Editor(byId("editor"), {changed, moved, saved: save, completions: () => desk.keys || []});
let asked = 0, waiting = null;

// ---- pages and problems
async function preview() {
  const own = ++asked;
  state("作成中", "");
  try {
    const made = await post(`/api/preview/${path(desk.name)}`, {unsaved: desk.unsaved});
    if (own !== asked) return;
    desk.made = made;
    pages.show(made);
    problems(made.problems);
    const broken = made.problems.some((p) => p.severity === "error");
    const unsaved = Object.keys(desk.unsaved).length > 0;
    if (broken && made.pages) state("変更中（署名版と違います）", "changed");
    else state(broken ? "誤りあり（頁は前のもの）" : unsaved ? "未保存" : "最新", broken ? "broken" : unsaved ? "changed" : "fresh");
    document.dispatchEvent(new CustomEvent("previewed", {detail: made}));
  } catch (error) {
    if (own !== asked) return;
    if (error.status === 404 && await elsewhere()) return;
    state("止まっています", "broken");
    tell(error.message, "error");
  }
}

// A partner that joins or leaves gives the papers of a source other names: the nearest one is opened.
async function elsewhere() {
  const {documents} = await get("/api/documents").catch(() => ({documents: []}));
  const near = documents.find(({id}) => id.startsWith(`${desk.name}-`) || desk.name.startsWith(`${id}-`)) || documents.find((d) => d.source === desk.files[0]);
  if (near && !Object.keys(desk.unsaved).length) {
    try { sessionStorage.setItem("renkei:told", `この文書は「${near.id}」になりました`); } catch { /* a browser without storage */ }
    location.replace(`/documents/${path(near.id)}`);
  }
  return Boolean(near);
}

function state(words, kind) { byId("state").textContent = words; byId("state").className = `badge ${kind}`; }

function problems(found) {
  byId("problems").hidden = found.length === 0;
  byId("problems").querySelector("ul").replaceChildren(...problemItems(found, (p) => show(p.file, p.from)));
  editor.mark(found.filter((p) => p.file === byId("file").value));
}

// A remark of official writing whose cure needs no person bears a button; only where nothing is unsaved.
async function cures(made) {
  const asked = made.problems.filter((p) => p.code.startsWith("公用文-"));
  if (!asked.length || Object.keys(desk.unsaved).length) return;
  const {findings} = await get(`/api/lint/${path(desk.name)}`);
  if (desk.made !== made) return;
  const items = byId("problems").querySelectorAll("li");
  made.problems.forEach((p, n) => {
    const sure = findings.find((f) => f.certain && f.code === p.code && f.file === p.file && f.from === p.from);
    if (sure) items[n].append(" ", element("button", {onclick: () => edited(() => post("/api/cure", {name: desk.name, file: p.file, code: p.code, from: p.from, sha256: desk.read[p.file].sha256}))}, `「${sure.proposal}」に直す`));
  });
}
document.addEventListener("previewed", (event) => cures(event.detail).catch(() => {}));

// ---- words in place
function choose(scalar, offset, text) {
  desk.chosen = scalar ? {...scalar, offset, line: text} : {line: text};
  document.dispatchEvent(new CustomEvent("chosen", {detail: desk.chosen}));
  const editable = scalar && !scalar.cell && desk.files.includes(scalar.file);
  byId("words-form").hidden = !editable;
  byId("shape").hidden = !editable;
  byId("words-hint").textContent = editable ? "" : scalar && scalar.cell ? `この語は Excel のセルにあります（${scalar.file} ${scalar.cell}）。ブックを直して、Excel の欄に置いてください。` : "この語は、番号や題のように、文書の構造から決まる語です。";
  if (!editable) return;
  byId("words-place").textContent = `${scalar.file} ${scalar.line}行`;
  const area = byId("words-text");
  area.value = scalar.text.replace(/\n$/, "");
  if (!byId("tab-review").matches("[aria-selected=true]")) {
    if (!byId("tab-source").matches("[aria-selected=true]")) { tab("words"); area.focus(); area.setSelectionRange(offset, offset); }
    else show(scalar.file, scalar.first + offset);
  }
}

async function edited(task) {
  try { if (await task() === false) return; byId("words-form").hidden = true; await reload(); await preview(); tell("保存しました"); }
  catch (error) { tell(error.message, "error"); if (error.status === 409) { await reload(); await preview(); } }
}

byId("words-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const {file, start, end} = desk.chosen;
  edited(() => post("/api/edit", {file, start, end, text: byId("words-text").value, sha256: desk.read[file].sha256}));
});
byId("words-text").addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("words-form").requestSubmit();
  if (event.key === "Escape") byId("words-cancel").click();
});
byId("words-cancel").addEventListener("click", () => { byId("words-form").hidden = true; byId("shape").hidden = true; byId("pages").focus(); });
byId("words-goto").addEventListener("click", () => show(desk.chosen.file, desk.chosen.first + desk.chosen.offset));
// ---- the source
async function open(file) {
  byId("file").value = file;
  if (!desk.read[file]) desk.read[file] = await get(`/api/source?file=${encodeURIComponent(file)}`);
  editor.load(desk.unsaved[file] ?? desk.read[file].text);
  byId("save").disabled = !(file in desk.unsaved);
  if (desk.made) editor.mark(desk.made.problems.filter((p) => p.file === file));
}

async function show(file, offset) {
  if (!desk.files.includes(file)) {
    try { desk.read[file] = await get(`/api/source?file=${encodeURIComponent(file)}`); } catch { tell(`${file} は、机では直せません`, "error"); return; }
    desk.files.push(file);
    byId("file").append(element("option", {}, file));
  }
  tab("source");
  if (byId("file").value !== file || !desk.read[file]) await open(file);
  editor.goto(offset);
}

function changed(text) {
  const file = byId("file").value;
  if (text === desk.read[file].text) delete desk.unsaved[file]; else desk.unsaved[file] = text;
  byId("save").disabled = !(file in desk.unsaved);
  keep();
  clearTimeout(waiting);
  waiting = setTimeout(preview, 200);
}

function moved(offset) { pages.find(byId("file").value, offset); }

async function save() {
  const file = byId("file").value;
  if (!(file in desk.unsaved)) return;
  try {
    const {sha256} = await post("/api/save", {file, text: desk.unsaved[file], sha256: desk.read[file].sha256});
    desk.read[file] = {text: desk.unsaved[file], sha256};
    delete desk.unsaved[file];
    byId("save").disabled = true;
    keep();
    tell("保存しました");
    await preview();
  } catch (error) {
    if (error.status === 409) conflict(file, error.content.now); else tell(error.message, "error");
  }
}

function conflict(file, now) {
  byId("conflict").hidden = false;
  const theirs = now.split("\n"), mine = desk.unsaved[file].split("\n");
  const pane = (lines, others, title) => element("div", {}, element("h2", {}, title), element("pre", {tabindex: "0", "aria-label": title}, ...lines.map((line) => element("span", {class: others.has(line) ? "same" : "differs"}, `${line}\n`))));
  byId("merge").replaceChildren(pane(theirs, new Set(mine), "今のファイル"), pane(mine, new Set(theirs), "ここでの文"));
  byId("take-mine").onclick = async () => { byId("conflict").hidden = true; desk.read[file] = await get(`/api/source?file=${encodeURIComponent(file)}`); await save(); };
  byId("take-theirs").onclick = async () => { byId("conflict").hidden = true; delete desk.unsaved[file]; keep(); await reload(); await open(file); await preview(); };
}

async function reload() {
  for (const file of desk.files) {
    const fresh = await get(`/api/source?file=${encodeURIComponent(file)}`);
    if (desk.read[file] && fresh.sha256 === desk.read[file].sha256) continue;
    if (file in desk.unsaved) continue; // saving will show both
    desk.read[file] = fresh;
    if (byId("file").value === file) editor.load(fresh.text);
  }
}

// What is typed and not saved survives a closed window, in this browser alone.
function keep() {
  const key = `renkei:${desk.name}`;
  try { if (Object.keys(desk.unsaved).length) localStorage.setItem(key, JSON.stringify({unsaved: desk.unsaved, read: Object.fromEntries(Object.entries(desk.read).map(([f, r]) => [f, r.sha256]))})); else localStorage.removeItem(key); } catch { /* a browser without storage */ }
}

function restore() {
  try {
    const kept = JSON.parse(localStorage.getItem(`renkei:${desk.name}`) || "null");
    if (!kept) return;
    for (const [file, text] of Object.entries(kept.unsaved)) if (desk.read[file] && desk.read[file].sha256 === kept.read[file] && confirm(`${file} に保存していない文があります。戻しますか。`)) desk.unsaved[file] = text;
    keep();
  } catch { /* nothing that can be read */ }
}

addEventListener("beforeunload", (event) => { if (Object.keys(desk.unsaved).length) event.preventDefault(); });
byId("save").addEventListener("click", save);
byId("file").addEventListener("change", () => open(byId("file").value));

// ---- tabs, zoom, build
const tab = tabs((name) => document.dispatchEvent(new CustomEvent("tab", {detail: name})));
byId("zoom").addEventListener("change", () => { byId("pages").dataset.zoom = byId("zoom").value; });
async function make() {
  if (Object.keys(desk.unsaved).length) { tell("まだ保存していません。原稿を保存してから作ってください", "error"); return false; }
  state("作成中", "");
  try {
    const made = await post("/api/build", {names: [desk.name]});
    problems(made.problems);
    const done = made.documents.length > 0 && made.documents.every((d) => d.made);
    tell(done ? "DOCX・PDF・TXT を作りました" : "作れませんでした。誤りの欄を見てください", done ? "" : "error");
    await preview();
    return done;
  } catch (error) { tell(error.message, "error"); return false; }
}
byId("build").addEventListener("click", make);
freshDownloads(make);

async function completions() {
  const kind = /^種別:\s*(\S+)/m.exec(desk.read[desk.files[0]].text);
  const schema = await get(`/api/schema/${encodeURIComponent(kind ? kind[1] : "")}`).catch(() => ({}));
  const keys = new Map();
  const look = (node) => {
    if (!node || typeof node !== "object") return;
    for (const [key, value] of Object.entries(node.properties || {})) if (!keys.has(key)) keys.set(key, {label: `${key}: `, displayLabel: key, type: "property", info: value.description || value.title || ""});
    for (const value of Object.values(node)) look(value);
  };
  look(schema);
  desk.keys = [...keys.values()];
}

// Other views lead here: #at=file:offset is a place in a source, #tab=name a panel, #words=… words on a page.
async function arrive() {
  const [, what, given] = /^#(at|tab|words)=(.*)$/.exec(location.hash) || [];
  if (what === "tab" && byId(`tab-${given}`)) tab(given);
  if (what === "at") { const [, file, offset] = /^(.*):(\d+)$/.exec(decodeURIComponent(given)) || []; if (file) await show(file, Number(offset)); }
  if (what === "words" && document.querySelector(".split").classList.contains("wide-side")) byId("amend-wide").click();
  if (what === "words") pages.seek(decodeURIComponent(given));
}
addEventListener("hashchange", () => arrive().catch((error) => tell(error.message, "error")));

async function begin() {
  try { const told = sessionStorage.getItem("renkei:told"); if (told) { tell(told); sessionStorage.removeItem("renkei:told"); } } catch { /* a browser without storage */ }
  for (const file of desk.files) desk.read[file] = await get(`/api/source?file=${encodeURIComponent(file)}`);
  restore();
  await open(desk.files[0]);
  await preview();
  completions();
  await arrive();
  listen(async () => { await reload(); await preview(); });
}
factsPanel(desk, edited);
amendPanel(desk, edited);
reviewPanel(desk, edited);
excelPanel(desk);
structurePanel(desk, edited);
begin().catch((error) => tell(error.message, "error"));
export {element};
