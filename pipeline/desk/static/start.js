// The first hour: what a clerk says of an area and a paper, the pages that come of it, then the files. Nothing is written before.
import {element, get, path, post, problemItems, takesFile, tell, turns} from "./api.js";
import {Pages} from "./pages.js";
import {tabs} from "./tabs.js";

const byId = (id) => document.getElementById(id);
const pages = new Pages(byId("pages"), () => {});
const SIGNED = ["連携協約書", "定住自立圏形成協定書", "協定書", "覚書"], TABLED = ["連携協約書", "定住自立圏形成協定書"];
let offer = null, book = null, paper = null, waiting = null;
const turn = turns();
const own = {folder: false, stem: false};

// ---- fields
function row(first) {
  const cell = (name, label, like) => element("td", {}, element("input", {"data-town": name, "aria-label": label, placeholder: like}));
  const made = element("tr", {}, cell("name", "市町村の名前", first ? "例: 緑川市" : "例: 白石町"), cell("office", "職名", first ? "緑川市長" : "白石町長"), cell("head", "長の氏名", first ? "髙橋一郎" : "﨑山花子"), cell("since", "就任日", "令和4年4月1日"));
  const [name, office] = made.querySelectorAll("input");
  name.addEventListener("input", () => { if (!office.dataset.own) office.value = name.value.trim() && `${name.value.trim()}長`; });
  office.addEventListener("input", () => { office.dataset.own = office.value ? "1" : ""; });
  byId("towns").append(made);
  return name;
}

const chosen = () => document.querySelector("input[name=kind]:checked").value;
const there = () => offer.areas.find((a) => a.folder === byId("area-there").value);

function arrange() {
  const kind = chosen(), area = there();
  byId("new-area").hidden = Boolean(area);
  byId("profile-field").hidden = Boolean(area);
  byId("parties").hidden = !area || !SIGNED.includes(kind);
  byId("day-field").hidden = !SIGNED.includes(kind);
  byId("book-field").hidden = !TABLED.includes(kind);
  byId("sheet-field").hidden = !book || !TABLED.includes(kind);
  byId("folder").disabled = Boolean(area);
  byId("stem").disabled = kind === "議会";
  if (area) byId("folder").value = area.folder;
  else if (!own.folder) byId("folder").value = byId("area").value.trim().replace(/[<>:"/\\|?*\s]/g, "") || "kenniki";
  if (!own.stem) byId("stem").value = free(offer.kinds.find((k) => k.kind === kind).stem, area ? area.sources : []);
}

// A name that no source has yet: kyoyaku, kyoyaku2, …
function free(stem, taken) {
  let name = stem;
  for (let n = 2; taken.includes(name); n++) name = `${stem}${n}`;
  return name;
}

function townsOf() {
  const area = there();
  const list = byId("parties-list");
  list.replaceChildren(...(area ? area.towns : []).map((town) => element("label", {}, element("input", {type: "checkbox", value: town, checked: true}), ` ${town}`)));
}

function said() {
  const towns = [...byId("towns").rows].map((r) => Object.fromEntries([...r.querySelectorAll("input")].map((i) => [i.dataset.town, i.value])));
  return {
    kind: chosen(), folder: byId("folder").value, area: byId("area").value, profile: byId("profile").value, stem: byId("stem").value, towns,
    parties: [...byId("parties-list").querySelectorAll("input:checked")].map((i) => i.value),
    day: byId("day-field").hidden ? "" : byId("day").value, book: byId("book-field").hidden ? null : book, sheet: byId("sheet").value,
  };
}

// ---- what comes of it
function files(got) {
  return element("details", {class: "files"}, element("summary", {}, `書くファイル ${got.files.length}個`), element("ul", {}, ...got.files.map((f) => element("li", {}, f))));
}

// What cannot be made yet is shown as it was made last, unless that was a paper of another kind.
let kindShown = null;
function shown(got, kind) {
  byId("nothing")?.remove(); // what to write is told until something was written; from then on, what is wrong with it
  if (kind !== kindShown) pages.clear();
  pages.show(got);
  kindShown = kind;
}

// The first reason, next to the button: the list of all stands above it, where it may be out of sight.
function why(problems) {
  const errors = problems.filter((p) => p.severity === "error");
  return errors.length ? `${errors[0].message}${errors.length > 1 ? `（ほかに${errors.length - 1}件）` : ""}` : "";
}

async function look() {
  if (byId("panel-new").hidden) return; // a field that was left for the other tab
  const isLast = turn(), out = byId("start-told");
  arrange();
  const area = there();
  const isBlank = !area && !byId("area").value.trim() && ![...byId("towns").querySelectorAll("input")].some((i) => i.value);
  if (isBlank && chosen() !== "議会") { none(offer.areas.length ? "圏域と市町村の名前を書いてください。" : ""); return; }
  try {
    const got = await post("/api/start/paper", said());
    if (!isLast()) return;
    const broken = !got.pages;
    byId("begin").disabled = broken;
    shown(got, chosen());
    byId("start-short").textContent = broken ? `まだ作れません。${why(got.problems)}` : got.documents.length > 1 ? `相手方ごとに${got.documents.length}通できます（まだ書いていません）。` : "左の頁ができます（まだ書いていません）。";
    out.replaceChildren(
      element("ul", {class: "problems"}, ...problemItems(got.problems)), files(got));
  } catch (error) {
    if (!isLast()) return;
    none(error.message);
  }
}

// Nothing can be begun: pages that are seen would be those of something else.
function none(why) {
  byId("begin").disabled = true;
  byId("start-short").textContent = why;
  byId("start-told").replaceChildren();
  pages.clear();
}

function soon(event) {
  if (event && event.isComposing) return;
  clearTimeout(waiting);
  waiting = setTimeout(look, 350);
}

byId("start-form").addEventListener("input", soon);
byId("start-form").addEventListener("compositionend", () => soon());
byId("start-form").addEventListener("change", soon);
byId("start-form").addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.isComposing || event.target.matches("input"))) event.preventDefault(); });
byId("folder").addEventListener("input", () => { own.folder = Boolean(byId("folder").value); });
byId("stem").addEventListener("input", () => { own.stem = Boolean(byId("stem").value); });
byId("more-towns").addEventListener("click", () => row(false).focus());
byId("area-there").addEventListener("change", () => { townsOf(); });
byId("start-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  byId("begin").disabled = true;
  try { await finished(await post("/api/start/paper", {...said(), save: true})); }
  catch (error) { tell(error.message, "error"); byId("begin").disabled = false; }
});

function finished(got) {
  if (got.saved) location.assign(got.pages ? `/documents/${path(got.document)}` : "/");
}

async function read(file) {
  const data = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < data.length; at += 32768) binary += String.fromCharCode(...data.subarray(at, at + 32768));
  return {name: file.name, data: btoa(binary)};
}

byId("book").addEventListener("change", async () => { book = byId("book").files[0] ? await read(byId("book").files[0]) : null; look(); });

// ---- a paper that is there already
async function lookIn() {
  if (!paper) return;
  const isLast = turn(), out = byId("intake-told");
  byId("take-in").disabled = true;
  out.replaceChildren(element("p", {class: "hint"}, `${paper.name} を読んでいます…`));
  const sent = {paper, folder: byId("intake-folder").value, stem: byId("intake-stem").value};
  try {
    const got = await post("/api/start/intake", sent);
    if (!isLast()) return;
    const made = got.files.length > 0;
    byId("take-in").disabled = !made;
    shown(got);
    byId("intake-short").textContent = !made ? "取り込めません。上のわけを見てください。" : got.same ? `元の文の${got.letters.toLocaleString()}字と、左の頁の字句は同じです（空白と字の幅を除いて比べました）。${got.off ? `うち${got.off.toLocaleString()}字は、元の文と幅が違います（数字や括弧の幅は、圏域の流儀のとおりに印刷します）。` : ""}` : "元の文と違うところがあります。上の注意を見て、取り込んでから直してください。";
    out.replaceChildren(
      element("ul", {class: "problems"}, ...problemItems([...got.told, ...got.problems])),
      made ? files(got) : "", made ? element("details", {}, element("summary", {}, "できる原稿"), element("pre", {class: "source", tabindex: "0"}, got.text)) : "");
  } catch (error) {
    if (!isLast()) return;
    byId("take-in").disabled = true;
    byId("intake-short").textContent = error.message;
    out.replaceChildren();
  }
}

async function dropped(file) { paper = await read(file); lookIn(); }
takesFile(byId("drop"), byId("paper"), dropped);
for (const id of ["intake-folder", "intake-stem"]) byId(id).addEventListener("change", lookIn);
byId("take-in").addEventListener("click", async () => {
  byId("take-in").disabled = true;
  try { finished(await post("/api/start/intake", {paper, folder: byId("intake-folder").value, stem: byId("intake-stem").value, save: true})); }
  catch (error) { tell(error.message, "error"); byId("take-in").disabled = false; }
});

// ---- tabs
tabs((name) => {
  turn();
  pages.show({pages: [], scalars: []});
  if (name === "new") look(); else lookIn();
});

async function begin() {
  offer = await get("/api/start");
  byId("where").textContent = `フォルダ: ${offer.folder}`;
  byId("kinds").replaceChildren(...offer.kinds.map((k, n) => element("label", {class: "kind"}, element("input", {type: "radio", name: "kind", value: k.kind, checked: n === 0}), element("span", {}, element("strong", {}, k.kind), element("span", {class: "hint"}, k.told)))));
  byId("profile").replaceChildren(...offer.profiles.map((p) => element("option", {selected: p === "半角"}, p)));
  byId("day").placeholder = `例: ${offer.day}`;
  byId("which-area").hidden = offer.areas.length === 0;
  byId("area-there").replaceChildren(...offer.areas.map((a) => element("option", {value: a.folder}, a.folder)), element("option", {value: ""}, "新しい圏域を始める"));
  if (offer.areas.length) byId("intake-folder").value = offer.areas[0].folder;
  for (const first of [true, false]) row(first);
  townsOf();
  arrange();
  if (offer.areas.length) look(); else byId("area").focus();
}
begin().catch((error) => tell(error.message, "error"));
