// Checks of an area: papers against each other, errors, rules of official writing; each with a way to its place.
import {element, get, listen, path, post, tell, turns} from "./api.js";

const byId = (id) => document.getElementById(id);
const CLASSES = {"エラー": "error", "注意": "warning", "参考": "hint-item"};
const turn = turns();
let areas = {}, findings = [], broken = [];
// How far the check has come: what is not found yet is not told as absent.
let come = "working", isOld = false;
const NONE = {working: "調べています…", stopped: "途中で止まったので、分かりません。「調べ直す」を押してください。", done: "ありません。"};
const SO_FAR = {working: "（調べています…）", stopped: "（途中で止まりました）", done: ""};
const OLD = "原稿が変わりました。「調べ直す」で新しくします";

function jump(one, words) {
  const shown = words || `${one.file ? one.file.split("/").pop() : ""} ${one.where}`.trim();
  if (!one.file) return shown;
  if (one.from === null || one.from === undefined || !one.document) return element("span", {class: "place"}, one.document ? element("a", {href: `/documents/${path(one.document)}#tab=excel`}, shown) : shown);
  return element("a", {class: "place", href: `/documents/${path(one.document)}#at=${encodeURIComponent(one.file)}:${one.from}`}, shown);
}

async function check() {
  const isLast = turn(), area = byId("area").value;
  if (!area) { byId("progress").textContent = "原稿がありません"; return; }
  history.replaceState(null, "", `?area=${encodeURIComponent(area)}`);
  findings = []; broken = []; come = "working"; isOld = false;
  show();
  byId("cross").replaceChildren();
  byId("cross-count").textContent = "";
  byId("progress").textContent = "文書どうしを照らし合わせています…";
  try {
    const crossed = await get(`/api/crosscheck/${path(area)}`);
    if (!isLast()) return;
    cross(crossed);
    const listed = await get("/api/areas");
    if (!isLast()) return;
    areas = listed.areas;
    broken.push(...listed.problems.filter((p) => !p.file || p.file.startsWith(`sources/${area}/`)).map((p) => ({...p, document: (areas[area] || [])[0]})));
    const names = areas[area] || [];
    for (const [n, name] of names.entries()) {
      byId("progress").textContent = `${n + 1} / ${names.length} 文書を調べています…`;
      const got = await get(`/api/lint/${path(name)}${byId("hints").checked ? "?hints=1" : ""}`);
      if (!isLast()) return;
      findings.push(...got.findings);
      broken.push(...got.problems.map((p) => ({...p, document: name})));
      if (n % 5 === 4) show();
    }
    come = "done";
    byId("progress").textContent = isOld ? OLD : `${names.length}文書を調べました`;
  } catch (error) { if (isLast()) { come = "stopped"; byId("progress").textContent = ""; tell(error.message, "error"); } }
  if (isLast()) show();
}

// What stands once in a source is told once, though many documents print it.
function once(all, key) {
  const made = new Map();
  for (const one of all) { const known = made.get(key(one)); if (known) known.documents.push(one.document); else made.set(key(one), {...one, documents: [one.document]}); }
  return [...made.values()];
}

function cross(got) {
  byId("cross-count").textContent = `${got.contradictions.length}件（${got.facts}の事実を照らしました）`;
  const made = [];
  if (got.unread.length) made.push(element("p", {class: "hint"}, `誤りのある原稿（${got.unread.join("、")}）は除きました。`));
  if (!got.contradictions.length) made.push(element("p", {class: "hint"}, "食い違いはありません。"));
  else made.push(element("table", {class: "checks"}, element("caption", {class: "unseen"}, "文書どうしの食い違い"),
    element("thead", {}, element("tr", {}, ...["種類", "食い違い", "所", "直し方"].map((h) => element("th", {scope: "col"}, h)))),
    element("tbody", {}, ...got.contradictions.map((one) => element("tr", {}, element("td", {}, one.code.replace("照合-", "")), element("td", {}, one.message),
      element("td", {}, ...one.facts.flatMap((f) => [element("div", {}, jump(f, `${f.paper} ${f.where}`))])), element("td", {}, one.cure))))));
  const more = (title, list) => list.length ? made.push(element("details", {}, element("summary", {}, `${title} ${list.length}件`), element("ul", {class: "todo"}, ...list))) : null;
  more("違ってよいもの", got.legal.map((one) => element("li", {}, element("span", {class: "badge"}, one.reason), ` ${one.facts.map((f) => `${f.paper} ${f.subject} ${f.words}`).join(" ／ ")}`)));
  more("理由を付けて止めたもの", got.silenced.map((one) => element("li", {}, `${one.message}（${one.why}）`)));
  byId("cross").replaceChildren(...made);
}

function show() {
  const faults = once(broken, (p) => JSON.stringify([p.code, p.message, p.file, p.line, p.where]));
  byId("error-count").textContent = `${faults.length}件${SO_FAR[come]}`;
  byId("errors").replaceChildren(faults.length ? element("ul", {class: "problems"}, ...faults.map((p) => element("li", {class: p.severity},
    element("strong", {}, p.severity === "error" ? "エラー" : "注意"), ` ${p.message} `, jump({...p, where: p.where || (p.line ? `${p.line}行` : "")}), element("br"), `直し方: ${p.cure}`))) : element("p", {class: "hint"}, NONE[come]));
  const marks = once(findings, (f) => JSON.stringify([f.code, f.file || f.document, f.where, f.from, f.words, f.message]));
  const sure = marks.filter((f) => f.certain);
  byId("lint-count").textContent = `${marks.length}件（確かな直し方のあるもの ${sure.length}件）${SO_FAR[come]}`;
  byId("cure-all").disabled = !sure.length;
  byId("cure-all").textContent = sure.length ? `確かなもの${sure.length}件を直す` : "確かなものを直す";
  byId("findings").replaceChildren(marks.length ? element("table", {class: "checks"}, element("caption", {class: "unseen"}, "公用文の書き方の所見"),
    element("thead", {}, element("tr", {}, ...["規則", "所見", "直し方", "所", "操作"].map((h) => element("th", {scope: "col"}, h)))),
    element("tbody", {}, ...marks.map(mark))) : element("p", {class: "hint"}, NONE[come]));
}

function mark(one) {
  const others = one.documents.length > 1 ? `ほか${one.documents.length - 1}文書` : "";
  const change = one.proposal ? element("span", {}, element("del", {}, one.words), " → ", element("ins", {}, one.proposal)) : element("q", {}, one.words);
  const cell = element("td", {class: "actions"});
  if (one.certain) cell.append(element("button", {"aria-label": `「${one.words}」を「${one.proposal}」に直す`, onclick: () => cure([one])}, "直す"));
  return element("tr", {class: CLASSES[one.weight]}, element("td", {}, one.code, element("br"), element("span", {class: `badge ${one.weight === "エラー" ? "broken" : one.weight === "注意" ? "changed" : ""}`}, one.weight)),
    element("td", {}, one.message, element("details", {}, element("summary", {}, "わけ"), one.why)), element("td", {}, change),
    element("td", {}, jump(one), " ", element("span", {class: "hint"}, others)), cell);
}

async function cure(chosen) {
  let done = 0;
  try {
    for (const one of chosen) {
      const {sha256} = await get(`/api/source?file=${encodeURIComponent(one.file)}`);
      const got = await post("/api/cure", {name: one.document, file: one.file, hints: byId("hints").checked, sha256, ...(chosen.length === 1 ? {code: one.code, from: one.from} : {})});
      done += got.count;
    }
    tell(`${done}か所を直しました`);
  } catch (error) { tell(error.message, "error"); }
  await check();
}

byId("cure-all").addEventListener("click", () => {
  // All certain cures of a file at once, by each document that prints it.
  const files = once(findings.filter((f) => f.certain), (f) => f.file);
  if (confirm(`確かな直し方のある所を、${files.length}つの原稿で直します。ほかの字は一字も変わりません。よろしいですか。`)) cureFiles(files);
});

// Another document of the same file may print what this one does not: asked until none is left.
async function cureFiles(files) {
  let done = 0;
  try {
    for (const one of files) {
      for (const name of new Set(findings.filter((f) => f.certain && f.file === one.file).map((f) => f.document))) {
        const {sha256} = await get(`/api/source?file=${encodeURIComponent(one.file)}`);
        done += (await post("/api/cure", {name, file: one.file, hints: byId("hints").checked, sha256}).catch((error) => { if (error.status !== 422) throw error; return {count: 0}; })).count;
      }
    }
    tell(`${done}か所を直しました`);
  } catch (error) { tell(error.message, "error"); }
  await check();
}

byId("again").addEventListener("click", check);
byId("hints").addEventListener("change", check);
byId("area").addEventListener("change", check);

async function begin() {
  areas = (await get("/api/areas")).areas;
  byId("area").replaceChildren(...Object.keys(areas).sort().map((a) => element("option", {}, a)));
  const wanted = new URLSearchParams(location.search).get("area");
  if (wanted && wanted in areas) byId("area").value = wanted;
  await check();
  listen(() => { isOld = true; if (come !== "working") byId("progress").textContent = OLD; });
}
begin().catch((error) => tell(error.message, "error"));
