// From the signed version to the papers of an amendment.
import {element, get, path, post, problemItems, tell, turns} from "./api.js";
import {changesTable, kindFilter} from "./changes.js";

export function amendPanel(desk, edited) {
  const byId = (id) => document.getElementById(id);
  const out = byId("amend-out"), turn = turns(), loading = turns();
  const asked = () => ({name: desk.name, on: byId("amend-on").value, effective: byId("amend-effective").value, supplement: byId("amend-supplement").value});

  function show(got, words) {
    turn();
    out.replaceChildren(element("p", {class: "hint"}, words), element("ul", {class: "problems"}, ...problemItems(got.problems)));
  }

  // ---- all changes since the text was frozen, one by one
  async function load() {
    const isLast = loading(), got = await get(`/api/changes/${path(desk.name)}`);
    if (!isLast()) return;
    byId("amend-clauses").hidden = !got.clauses;
    byId("amend-versions").hidden = got.clauses;
    // The first signed version is made once; what comes after it is a change of it, or takes its place.
    for (const one of document.querySelectorAll("#amend-clauses [data-signed]")) one.hidden = one.dataset.signed !== (got.signed ? "yes" : "no");
    byId("version-papers").disabled = !got.entries.length;
    const confirmed = new Map(got.confirmed.map((e) => [e.change, e]));
    const own = got.entries.filter((e) => !e.automatic), done = own.filter((e) => confirmed.has(e.id));
    const broken = got.problems.some((p) => p.severity === "error");
    byId("changes-state").textContent = broken ? "" : !got.base ? "署名版も版も、まだありません" : got.entries.length ? `${got.base}から ${got.entries.length}か所（確かめたもの ${done.length}／${own.length}）` : `${got.base}と同じです`;
    const place = (entry, which) => { const words = which === "new" && entry.pieces.map((p) => p[1]).join("").split("\n")[0].slice(0, 40); return words ? `#words=${encodeURIComponent(words)}` : null; };
    const table = changesTable(got, {place, acts: (entry) => acts(entry, confirmed.get(entry.id), got), caption: "署名版か版からの変更"});
    byId("changes").replaceChildren(...broken ? [element("ul", {class: "problems"}, ...problemItems(got.problems))] : got.entries.length ? [table] : []);
    byId("changes-kinds").replaceChildren(...got.entries.length && !broken ? [kindFilter(got, table)] : []);
  }

  function acts(entry, event, got) {
    if (entry.automatic) return [element("span", {class: "hint"}, "ほかの変更に伴う")];
    const made = [];
    if (event) made.push(element("div", {class: "hint"}, `✓ ${event.who} ${event.when.slice(0, 10)}`), element("button", {"aria-label": `変更${entry.number}の確認を取り消す`, onclick: () => said({kind: "取消し", to: event.number})}, "取り消す"));
    else made.push(element("button", {"aria-label": `変更${entry.number}を確かめた`, onclick: () => said({kind: "確認", change: entry.id, quote: entry.pieces.map((p) => p[0]).join("").slice(0, 200), after: entry.pieces.map((p) => p[1]).join("").slice(0, 200), words: `${entry.kind} ${entry.place_new || entry.place_old}`})}, "確かめた"));
    made.push(" ", element("button", {"aria-label": `変更${entry.number}を元に戻す`, onclick: () => back(entry, got)}, "元に戻す"));
    return made;
  }

  async function said(given) { await desk.say(given); await load().catch((error) => tell(error.message, "error")); }

  async function back(entry, got) {
    if (Object.keys(desk.unsaved).length) { tell("保存していない文があります。保存してから戻してください", "error"); return; }
    const others = got.others.length ? `\n同じ原稿からできる、ほかの${got.others.length}件の文書も変わります。` : "";
    if (!confirm(`変更${entry.number}だけを、元の文に戻します。ほかの変更は残ります。${others}\nよろしいですか。`)) return;
    await edited(async () => {
      const {sha256} = await get(`/api/source?file=${encodeURIComponent(got.file)}`);
      const made = await post("/api/back", {name: desk.name, change: entry.id, sha256});
      if (made.sha256) return true;
      out.replaceChildren(element("ul", {class: "problems"}, ...problemItems(made.problems, (p) => desk.show(p.file, p.from))));
      out.scrollIntoView({block: "nearest"});
      return false;
    });
    await load().catch((error) => tell(error.message, "error"));
  }

  byId("amend-wide").addEventListener("change", () => document.querySelector(".split").classList.toggle("wide-side", byId("amend-wide").checked));
  const isShown = () => byId("tab-amend").matches("[aria-selected=true]");
  document.addEventListener("tab", (event) => { if (event.detail === "amend") { load().catch((error) => tell(error.message, "error")); } else document.querySelector(".split").classList.remove("wide-side"); });
  document.addEventListener("previewed", () => { if (isShown() && !Object.keys(desk.unsaved).length) load().catch(() => {}); });

  // ---- versions of papers without 条
  byId("version-make").addEventListener("click", async () => {
    try {
      const got = await post("/api/version", {name: desk.name, as: byId("version-as").value, on: byId("version-on").value, number: byId("version-number").value, again: byId("version-again").checked});
      show(got, got.file ? `版を記録しました（${got.file}、SHA-256 ${got.sha256.slice(0, 12)}…）` : "版は記録できませんでした");
      await load();
    } catch (error) { tell(error.message, "error"); }
  });
  byId("version-papers").addEventListener("click", async () => {
    try {
      const got = await post("/api/compare/papers", {name: desk.name, from: "", to: ""});
      show(got, got.files.length ? "書類を作りました。" : "書類は作れませんでした");
      if (got.files.length) out.append(links(got.files));
    } catch (error) { tell(error.message, "error"); }
  });

  const links = (files) => element("ul", {}, ...files.map((f) => element("li", {}, element("a", {href: `/download/${path(f)}`, download: true}, f.split("/").pop()))));

  // The signed version: the first, one in place of a wrong one, the one after a change.
  async function freeze(question, done, given) {
    if (Object.keys(desk.unsaved).length) { tell("保存していない文があります。保存してから固定してください", "error"); return; }
    if (!confirm(question)) return;
    try {
      let got = await post("/api/freeze", {name: desk.name, ...given});
      const errors = got.problems.filter((p) => p.severity === "error"), open = errors.filter((p) => p.code === "仮の字句");
      if (open.length && open.length === errors.length && confirm(`${open.map((p) => p.message).join("\n")}\n\nこのままの文で締結・公布したものとして固定しますか。`)) {
        got = await post("/api/freeze", {name: desk.name, ...given, unfilled: true});
      }
      show(got, got.file ? `${done}（${got.file}、SHA-256 ${got.sha256.slice(0, 12)}…）` : "署名版は書いていません");
      desk.refresh();
      await load();
    } catch (error) { tell(error.message, "error"); }
  }
  byId("freeze").addEventListener("click", () => freeze("今の原稿を、締結・公布した文として固定します。よろしいですか。", "署名版を作りました", {}));
  byId("freeze-again").addEventListener("click", () => freeze("誤って固定した署名版を、今の原稿の文で置き換えます。変更を締結・公布したときは使いません。よろしいですか。", "署名版を固定し直しました", {again: true}));
  byId("amend-signed").addEventListener("click", () => {
    const on = byId("amend-on").value.trim();
    if (!on) { tell("「変更の日」を書いてください", "error"); byId("amend-on").focus(); return; }
    freeze(`今の原稿を、${on}に変更した文として、署名版に加えます。よろしいですか。`, "変更を署名版に加えました", {on, unproven: byId("amend-unproven").checked});
  });

  byId("amend-look").addEventListener("click", async () => {
    try {
      const query = new URLSearchParams(asked());
      query.delete("name");
      const isLast = turn(), got = await get(`/api/amend/${path(desk.name)}?${query}`);
      if (!isLast()) return;
      show(got, got.made ? "改め文は、署名版に当てると今の原稿になることを確かめました。" : "改め文は作れませんでした");
      // The whole paper: with its 附則, the day on which it takes effect, and those who sign.
      if (got.made) out.append(element("h2", {}, got.paper), element("pre", {class: "amendment", tabindex: "0"}, got.files[`${got.paper}.txt`]));
      for (const [name, text] of Object.entries(got.files)) {
        if (name === "新旧対照表.html") out.append(element("h2", {}, name.replace(".html", "")), comparison(text));
      }
    } catch (error) { tell(error.message, "error"); }
  });

  // The paper's own table is shown; nothing else of its page is taken over.
  function comparison(text) {
    const page = new DOMParser().parseFromString(text.replace(/<style>[\s\S]*?<\/style>/g, "").replace(/ style="[^"]*"/g, ""), "text/html");
    const made = element("div", {class: "comparison", tabindex: "0", role: "region", "aria-label": "対照表"});
    for (const table of page.querySelectorAll("table")) made.append(document.adoptNode(table));
    return made;
  }

  byId("amend-make").addEventListener("click", async () => {
    try {
      const got = await post("/api/amend", asked());
      show(got, got.made ? "書類を作りました。" : "書類は作れませんでした");
      if (got.made) out.append(links(got.files));
    } catch (error) { tell(error.message, "error"); }
  });
}
