// The list of documents: search, build, states.
import {freshDownloads} from "./fresh.js";
import {listen, post, problemItems, tell, turns} from "./api.js";

const rows = () => [...document.querySelectorAll("tr[data-id]")];
const search = document.getElementById("search");

// A browser that comes back to the list fills in what was typed: it is looked for again, and what is not shown is told.
function find() {
  const words = search.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of rows()) {
    const own = row.dataset.words.normalize("NFKC").toLowerCase();
    row.hidden = !words.every((w) => own.includes(w));
  }
  for (const area of document.querySelectorAll("section.area")) area.hidden = [...area.querySelectorAll("tr[data-id]")].every((r) => r.hidden);
  const shown = rows().filter((r) => !r.hidden).length, told = document.getElementById("found");
  told.textContent = words.length ? (shown ? `${rows().length}件のうち${shown}件` : `「${search.value.trim()}」のある文書はありません（${rows().length}件の市町村名、題名、種別、文書の名前を探しました）`) : "";
}
search.addEventListener("input", find);
addEventListener("pageshow", find);

async function build(names) {
  const progress = document.getElementById("progress");
  progress.hidden = false;
  const wanted = names.length ? names : rows().map((r) => r.dataset.id);
  let made = 0;
  const lost = [], problems = [];
  for (let at = 0; at < wanted.length; at += 10) {
    progress.textContent = `${at} / ${wanted.length} 件`;
    try {
      const got = await post("/api/build", {names: wanted.slice(at, at + 10)});
      made += got.documents.filter((d) => d.made).length;
      lost.push(...got.documents.filter((d) => !d.made).map((d) => d.id));
      problems.push(...got.problems);
    } catch (error) { tell(error.message, "error"); lost.push(...wanted.slice(at, at + 10)); }
  }
  progress.textContent = `${made}件を作りました。` + (lost.length ? `作れなかったもの ${lost.length}件: ${lost.slice(0, 5).join("、")}${lost.length > 5 ? " ほか" : ""}` : "");
  const section = document.getElementById("problems");
  const own = new Map(problems.map((p) => [JSON.stringify(p), p]));
  section.hidden = own.size === 0;
  section.querySelector("ul").replaceChildren(...problemItems([...own.values()]));
  await refresh();
  return lost.length === 0;
}

const turn = turns();
async function refresh() {
  const isLast = turn(), page = new DOMParser().parseFromString(await (await fetch("/")).text(), "text/html");
  if (!isLast()) return;
  for (const row of rows()) {
    const fresh = page.querySelector(`tr[data-id="${CSS.escape(row.dataset.id)}"]`);
    if (!fresh) { location.reload(); return; }
    row.dataset.words = fresh.dataset.words;
    for (const part of [".title", ".state", ".actions"]) row.querySelector(part).replaceWith(fresh.querySelector(part));
  }
  if (page.querySelectorAll("tr[data-id]").length !== rows().length) { location.reload(); return; }
  find();
}

document.getElementById("main").addEventListener("click", (event) => {
  if (event.target.matches("button.build")) build([event.target.closest("tr").dataset.id]);
});
document.getElementById("build-all").addEventListener("click", () => build([]));
listen(refresh);
freshDownloads((what) => build(rows().map((r) => r.dataset.id).filter((id) => id === what || !what || (what.endsWith("/") && id.startsWith(what)))));
