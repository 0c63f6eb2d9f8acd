// The board of dates: what is due, late and missing, and the papers of each session.
import {element, get, listen, path, post, problemItems, tell, turns, upload} from "./api.js";
import {freshDownloads} from "./fresh.js";

const byId = (id) => document.getElementById(id);
const STATES = {"済": "済", "予定": "予定", "次": "次", "遅れ": "遅れ", "待ち": "―", "不要": "不要", "止": "止"};
const KINDS = {"新しい": "fresh", "変更あり": "changed", "未作成": "absent"};
const turn = turns();

async function load() {
  const isLast = turn();
  const got = await get("/api/board");
  if (!isLast()) return;
  byId("today").textContent = `${got.today}現在`;
  byId("loading").hidden = true;
  const open = new Set([...document.querySelectorAll("details[open][data-key]")].map((d) => d.dataset.key));
  byId("boards").replaceChildren(...got.boards.map(board));
  if (!got.boards.length) byId("boards").append(element("p", {class: "empty"}, "議会の原稿がまだありません。協約や条例の原稿のある圏域に、", element("a", {href: "/start"}, "はじめる"), "の頁で「議会」を加えると、議案から届出書までの日程と書類がここに並びます。"));
  if (got.problems.length) byId("boards").prepend(element("section", {"aria-label": "誤りと注意"}, element("ul", {class: "problems"}, ...problemItems(got.problems))));
  for (const one of document.querySelectorAll("details[data-key]")) one.open = one.open || open.has(one.dataset.key);
  sift();
  for (const place of document.querySelectorAll("[data-standing]")) {
    if (!isLast()) return;
    const found = await get(`/api/standing/${path(place.dataset.standing)}`).catch(() => null);
    if (found) place.replaceWith(standing(found));
  }
}

function standing(found) {
  if (found.holding.length) return element("span", {class: "badge fresh"}, `承認 ${found.holding.join("、")}`);
  return element("span", {class: found.void.length ? "badge broken" : "badge"}, found.void.length ? `承認は無効（${found.void.join("、")}）` : "承認なし");
}

function board(one, n) {
  const due = one.lines.flatMap((line) => line.steps.filter((s) => s.state === "次" || s.state === "遅れ").map((step) => ({line, step})));
  const late = due.filter((d) => d.step.state === "遅れ");
  const made = element("section", {class: "area", "aria-labelledby": `board-${n}`},
    element("h2", {id: `board-${n}`}, one.area, " ", element("span", {class: "count"}, `${one.heads[0]} ${new Set(one.lines.map((l) => l.document)).size}件、会議 ${one.sessions.length}件`)),
    element("p", {class: "row"},
      element("span", {class: late.length ? "badge broken" : "badge"}, `遅れ ${late.length}`),
      element("span", {class: due.length > late.length ? "badge changed" : "badge"}, `次にすること ${due.length - late.length}`),
      element("span", {class: one.missing.length ? "badge changed" : "badge"}, `足りないもの ${one.missing.length}`),
      element("span", {class: one.told.length ? "badge broken" : "badge"}, `矛盾と注意 ${one.told.length}`),
      element("button", {onclick: () => sheet(one.folder)}, "日程表を作る"), element("span", {"data-sheets": one.folder, role: "status"})));
  if (due.length) made.append(element("h3", {}, "今すること"), element("ul", {class: "todo"}, ...grouped(late.concat(due.filter((d) => !late.includes(d)))).map((t) => todo(t, one))));
  if (one.missing.length) made.append(element("h3", {}, "足りないもの"), element("ul", {class: "todo"}, ...one.missing.map((m) => element("li", {}, m))));
  if (one.told.length) made.append(element("h3", {}, "矛盾と注意"), element("ul", {class: "problems"}, ...one.told.map((t) => told(t, one))));
  made.append(element("h3", {}, "日程"), table(one), element("h3", {}, "会議と書類"), ...one.sessions.map(session));
  if (one.others.length) made.append(element("h3", {}, "控え票"), papers(one.others));
  return made;
}

// One step of one session is one thing to do, however many agreements it is about.
function grouped(due) {
  const made = new Map();
  for (const {line, step} of due) {
    const key = [step.state, step.name, line.party, line.act, line.session].join("\0");
    if (!made.has(key)) made.set(key, {line, step, documents: []});
    made.get(key).documents.push(line.document);
  }
  return [...made.values()];
}

function todo({line, step, documents}, of) {
  const names = documents.map((d) => d.split("/")[1]);
  const made = element("li", {class: step.state === "遅れ" ? "late" : ""}, element("span", {class: step.state === "遅れ" ? "badge broken" : "badge changed"}, step.state === "遅れ" ? "遅れ" : "次"),
    ` ${line.party}の${step.name}（${line.act}）: ${names.slice(0, 3).join("、")}${names.length > 3 ? `ほか${names.length - 3}件` : ""}`);
  if (step.since !== null && step.since > 0) made.append(` 前の手続から${step.since}日`);
  if (line.file) made.append(" ", element("a", {href: source(of, line.file, 0), "aria-label": `${line.party}の${step.name}の原稿`}, "原稿"));
  return made;
}

// A place in the source of a session, beside the first of its papers.
function source(of, file, from) {
  const own = of.sessions.find((s) => s.file === file);
  const shown = own && own.papers.length ? own.papers[0].id : own ? own.id : of.lines[0].document;
  return `/documents/${path(shown)}#at=${encodeURIComponent(file)}:${from}`;
}

function told(one, of) {
  const made = element("li", {class: one.severity === "エラー" ? "error" : "warning"}, element("strong", {}, `${one.severity}［${one.check}］`), ` ${one.message} `);
  if (one.file) made.append(element("a", {class: "place", href: source(of, one.file, one.from)}, `${one.file} ${one.where}`));
  made.append(element("br"), `直し方: ${one.cure}`);
  return made;
}

function table(one) {
  const heads = one.heads;
  const made = element("table", {class: "dates"}, element("caption", {class: "unseen"}, `${one.area}の日程`),
    element("thead", {}, element("tr", {}, ...heads.map((h) => element("th", {scope: "col"}, h)))));
  let last = null;
  const body = element("tbody");
  for (const line of one.lines) {
    const name = line.document.split("/")[1];
    const row = element("tr", {"data-done": String(line.state === "済")},
      element("th", {scope: "row", class: line.document === last ? "again" : ""}, element("a", {href: `/documents/${path(line.document)}`}, name)),
      element("td", {}, line.act), element("td", {}, line.party), ...line.steps.map(step),
      element("td", {}, element("span", {class: `badge ${line.state === "済" ? "fresh" : line.state.startsWith("矛盾") ? "broken" : line.state.startsWith("次は") ? "changed" : ""}`}, line.state)));
    last = line.document;
    body.append(row);
  }
  made.append(body);
  return element("div", {class: "wide", tabindex: "0", role: "region", "aria-label": `${one.area}の日程`}, made);
}

function step(one) {
  const words = one.day || STATES[one.state];
  const made = element("td", {class: `step ${{"済": "done", "予定": "planned", "次": "due", "遅れ": "late"}[one.state] || "quiet"}`}, words);
  if (one.state === "予定") made.append(" ", element("small", {}, "予定"));
  if (one.state === "待ち") made.replaceChildren(element("span", {"aria-label": "前の手続を待つ"}, "―"));
  return made;
}

function session(one) {
  const missing = one.papers.filter((p) => p.state !== "新しい").length;
  return element("details", {class: "session", "data-key": one.id, open: one.phase === "会期中"},
    element("summary", {}, element("strong", {}, one.meeting), ` ${one.period} `, element("span", {class: `badge ${one.phase === "会期中" ? "changed" : ""}`}, one.phase || "会期未定"),
      ` 書類 ${one.papers.length}件${missing ? `（最新でないもの ${missing}件）` : ""}、議案書 ${one.books.length}冊`),
    one.books.length ? papers(one.books, "議案書") : element("p", {class: "hint"}, "議案書（種別: 冊子）の原稿はありません。"),
    papers(one.papers, "書類"));
}

function papers(found, title = "控え票") {
  return element("table", {class: "documents"}, element("caption", {class: "unseen"}, title),
    element("thead", {}, element("tr", {}, ...[title, "状態", "承認", "取り出す"].map((h) => element("th", {scope: "col"}, h)))),
    element("tbody", {}, ...found.map(paper)));
}

function paper(one) {
  const made = one.state !== "未作成";
  return element("tr", {}, element("th", {scope: "row"}, element("a", {href: `/documents/${path(one.id)}`}, one.called), element("span", {class: "title"}, one.title)),
    element("td", {}, element("span", {class: `badge ${KINDS[one.state] || ""}`}, one.state)),
    element("td", {}, one.approved ? element("span", {class: "badge", "data-standing": one.id}, "確かめています") : element("span", {class: "hint"}, "なし")),
    element("td", {class: "actions"}, ...(made ? ["docx", "pdf", "txt"].flatMap((f) => [element("a", {href: `/download/${path(one.id)}.${f}`, download: true, "data-make": one.id, "aria-label": `${one.called} の ${f.toUpperCase()}`}, f.toUpperCase()), " "]) : []),
      element("button", {"aria-label": `${one.called} を作る`, onclick: () => build([one.id])}, "作る"), " ",
      element("button", {"aria-label": `${one.called} の正誤表`, onclick: () => correct(one.id)}, "正誤表")));
}

async function build(names) {
  try {
    const got = await post("/api/build", {names});
    const lost = got.documents.filter((d) => !d.made);
    tell(lost.length || !got.documents.length ? `作れませんでした: ${got.problems.map((p) => p.message).join("、")}` : `${got.documents.length}件を作りました`, lost.length ? "error" : "");
    await load();
    return !lost.length && got.documents.length > 0;
  } catch (error) { tell(error.message, "error"); return false; }
}

async function sheet(folder) {
  try {
    const got = await post("/api/dates", {folder});
    const place = document.querySelector(`[data-sheets="${CSS.escape(folder)}"]`);
    place.replaceChildren(...got.files.flatMap((f) => [element("a", {href: `/download/${path(f)}`, download: true}, f.split("/")[1]), " "]));
    if (!got.files.length) tell(got.problems.map((p) => p.message).join("、") || "作れませんでした", "error");
  } catch (error) { tell(error.message, "error"); }
}

// ---- 正誤表
function correct(name) {
  byId("errata-document").textContent = name;
  byId("errata-out").replaceChildren();
  byId("errata").showModal();
}

byId("errata-make").addEventListener("click", async () => {
  const file = byId("errata-file").files[0], out = byId("errata-out");
  if (!file) { out.replaceChildren("配布したPDFを選んでください。"); return; }
  const query = new URLSearchParams({file: file.name, number: byId("errata-number").value, on: byId("errata-on").value});
  try {
    const got = await upload(`/api/errata/${path(byId("errata-document").textContent)}?${query}`, await file.arrayBuffer());
    out.replaceChildren(element("ul", {class: "problems"}, ...problemItems(got.problems)));
    if (got.files.length) out.append(element("p", {}, "作りました: ", ...got.files.flatMap((f) => [element("a", {href: `/download/${path(f)}`, download: true}, f.split("/")[1]), " "])));
    if (got.refused.length) out.append(element("ul", {class: "todo"}, ...got.refused.map((r) => element("li", {}, `${r.page}頁「${r.old}」→「${r.new}」: ${r.why}`))));
    if (got.pages) out.append(element("p", {}, `差替え頁: ${got.pages}`));
  } catch (error) { out.replaceChildren(error.message); }
});

// ---- what is done may be hidden
function sift() { for (const row of document.querySelectorAll(".dates tr[data-done]")) row.hidden = byId("open-only").checked && row.dataset.done === "true"; }
byId("open-only").addEventListener("change", sift);

const reload = () => load().catch((error) => tell(error.message, "error"));
reload();
listen(reload);
freshDownloads((name) => build([name]));
