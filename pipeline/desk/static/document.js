// One document: pages live beside its words, its source, its facts, its amendment, its review.
import {LATER, element, get, listen, path, post, problemItems, tell, turns} from "./api.js";
import {Drafts} from "./drafts.js";
import {Editor} from "./editor.js";
import {Pages} from "./pages.js";
import {amendPanel} from "./amend.js";
import {excelPanel} from "./excel.js";
import {factsPanel} from "./facts.js";
import {freshDownloads} from "./fresh.js";
import {returnedPanel} from "./returned.js";
import {reviewPanel} from "./review.js";
import {structurePanel} from "./structure.js";
import {tabs} from "./tabs.js";
import {wordsPanel} from "./words.js";

const byId = (id) => document.getElementById(id);
const desk = {
  name: byId("name").dataset.name, files: byId("name").dataset.files.split("|"),
  read: {}, unsaved: {}, made: null, chosen: null, refresh: () => preview(), seek: (words, part) => pages.seek(words, part), show: (file, offset) => show(file, offset),
};
const pages = new Pages(byId("pages"), choose);
const editor = new Editor(byId("editor"), {changed, moved, saved: save, completions: () => desk.keys || []});
const drafts = new Drafts(desk.name);
const turn = turns();
let waiting = null;

// ---- pages and problems
// Whoever waits for it waits for what is shown in the end: one that was overtaken ends with the last.
let latest = null;
function preview() { return latest = previewed(); }

async function previewed() {
  const isLast = turn();
  state("作成中", "");
  try {
    const made = await post(`/api/preview/${path(desk.name)}`, {unsaved: desk.unsaved});
    if (!isLast()) return latest;
    desk.made = made;
    pages.show(made);
    const broken = made.problems.some((p) => p.severity === "error");
    // What is shown though it is not built differs from the signed version alone, as it has to while it is being changed.
    const told = (p) => made.changing && (p.severity === "error" || p.code === "変更中") ? {...p, severity: "change"} : p;
    problems(made.problems.map(told));
    const unsaved = Object.keys(desk.unsaved).length > 0;
    if (made.changing) state(unsaved ? "変更中・未保存" : "変更中（署名版と違います）", "changed");
    else state(broken ? (pages.made ? "誤りあり（頁は前のもの）" : "誤りあり") : unsaved ? "未保存" : "最新", broken ? "broken" : unsaved ? "changed" : "fresh");
    document.dispatchEvent(new CustomEvent("previewed", {detail: made}));
  } catch (error) {
    if (!isLast()) return latest;
    if (error.status === 404 && await elsewhere()) return;
    const before = pages.made ? "（頁は前のもの）" : "";
    if (error.status === 404) {
      pages.show({pages: null});
      state(`原稿がありません${before}`, "broken");
      problems([{severity: "error", file: desk.files[0], message: "この文書の原稿が、フォルダにありません（消されたか、名前か場所が変わっています）", cure: "元の所に戻すと、続けられます。名前が変わったときは、上の「文書」から開き直してください。ここに打った文は、残っています"}]);
      return;
    }
    state(error.status && error.status !== 401 ? `読めません${before}` : `机が止まっています${before}`, "broken");
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
  byId("problems").hidden = found.length === 0; // its tabindex: who has no mouse scrolls what is longer than its place
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

// ---- words in place (words.js)
function choose(scalar, offset, text) {
  if (!document.dispatchEvent(new CustomEvent("choosing", {cancelable: true}))) return;
  desk.chosen = scalar ? {...scalar, number: scalar.line, offset, line: text} : {line: text};
  document.dispatchEvent(new CustomEvent("chosen", {detail: desk.chosen}));
}

desk.renew = renew;

// One at a time: the second click of a double click is no second edit, of a file that the first has changed meanwhile.
let editing = false;
async function edited(task) {
  if (editing) { tell(LATER); return; }
  editing = true;
  try {
    if (await Promise.resolve().then(task).finally(() => { editing = false; }) === false) return;
    await renew();
    tell("保存しました"); // even if the desk has stopped before the pages were new: the words are on the disk
  } catch (error) { tell(error.message, "error"); if (error.status === 409) await renew(); }
}

// ---- the source
async function open(file) {
  byId("file").value = file;
  if (!desk.read[file]) {
    const read = await get(`/api/source?file=${encodeURIComponent(file)}`);
    desk.read[file] ??= read;
    if (byId("file").value !== file) return; // another was chosen meanwhile: this text would be saved over that one's
  }
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

// One after the other: what is typed while a save is under way is not what was saved.
let saving = Promise.resolve();
function save() { saving = saving.then(saved, saved); return saving; }

async function saved() {
  const file = byId("file").value, text = desk.unsaved[file];
  if (text === undefined) return;
  try {
    const {sha256} = await post("/api/save", {file, text, sha256: desk.read[file].sha256});
    desk.read[file] = {text, sha256};
    if (desk.unsaved[file] === text) delete desk.unsaved[file];
    byId("save").disabled = !(byId("file").value in desk.unsaved);
    keep();
    tell("保存しました");
    await preview();
  } catch (error) {
    if (error.status === 409) conflict(file, error.content); else tell(error.message, "error");
  }
}

function conflict(file, {now, sha256}) {
  byId("conflict").hidden = false;
  const theirs = now.split("\n"), mine = desk.unsaved[file].split("\n");
  const pane = (lines, others, title) => element("div", {}, element("h2", {}, title), element("pre", {tabindex: "0", "aria-label": title}, ...lines.map((line) => element("span", {class: others.has(line) ? "same" : "differs"}, `${line}\n`))));
  const differing = () => { for (const one of byId("merge").querySelectorAll("pre")) { const first = one.querySelector(".differs"); if (first) one.scrollTop = first.offsetTop - one.offsetTop - one.clientHeight / 3; } };
  byId("merge").replaceChildren(pane(theirs, new Set(mine), "今のファイル"), pane(mine, new Set(theirs), "ここでの文"));
  differing(); // may stand far down
  // What is written over is what was shown, not what has become of it meanwhile.
  byId("take-mine").onclick = async () => { byId("conflict").hidden = true; desk.read[file] = {text: now, sha256}; await save(); };
  byId("take-theirs").onclick = async () => { byId("conflict").hidden = true; delete desk.unsaved[file]; keep(); await reload(); await open(file); await preview(); };
}

// The files and the pages as they are now. What cannot be read any more stays as it is here; the pages tell of it.
async function renew() {
  await reload().catch((error) => tell(error.message, "error"));
  await preview();
}

async function reload() {
  for (const file of desk.files) {
    const fresh = await get(`/api/source?file=${encodeURIComponent(file)}`).catch((error) => { if (error.status !== 404) throw error; });
    if (!fresh || desk.read[file] && fresh.sha256 === desk.read[file].sha256) continue;
    if (file in desk.unsaved) continue; // saving will show both
    desk.read[file] = fresh;
    if (byId("file").value === file) editor.load(fresh.text);
  }
}

function keep() { drafts.keep(desk.unsaved, desk.read); }

function taken(file, text, sha256) {
  if (!desk.read[file] || file in desk.unsaved) return false;
  if (desk.read[file].text === text) return true;
  const moved = desk.read[file].sha256 !== sha256;
  if (!confirm(`${file} に保存していない文があります。${moved ? "その後にファイルが書き換えられたので、保存するときに両方を示します。" : ""}戻しますか。`)) return true;
  desk.unsaved[file] = text;
  desk.read[file] = {...desk.read[file], sha256};
  return true;
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
    const done = made.documents.length > 0 && made.documents.every((d) => d.made);
    tell(done ? "DOCX・PDF・TXT を作りました" : "作れませんでした。誤りの欄を見てください", done ? "" : "error");
    await preview();
    if (!done) problems(made.problems); // what the disk refuses is none of the page's
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
  await drafts.restore(taken);
  keep();
  await open(desk.files[0]);
  await preview();
  completions();
  await arrive();
  listen(renew);
}
wordsPanel(desk, {tab, show, edited});
factsPanel(desk, edited);
amendPanel(desk, edited);
reviewPanel(desk, edited);
returnedPanel(desk, edited);
excelPanel(desk);
structurePanel(desk, edited);
begin().catch((error) => tell(error.message, "error"));
export {element};
