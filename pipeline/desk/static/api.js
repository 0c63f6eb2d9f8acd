// Requests to the desk, and words to the clerk.
const STOPPED = "机が止まっています。renkei serve をもう一度実行してから、この窓で、もう一度してください（この窓に書いたものは残っています）";
const ENTER = "机が一度止まりました。renkei serve が表示したアドレスを開いてから、この窓で、もう一度してください（この窓に書いたものは残っています）";

// What takes a while is under way, and not forgotten. Pages as they are typed have a state of their own.
const pending = new Set();
function waited() { const busy = document.getElementById("busy"); if (busy) busy.textContent = pending.size ? "机が答えるのを待っています…" : ""; }

async function reached(path, how = {}) {
  const own = {}, slow = how.method === "POST" && !path.startsWith("/api/preview/") ? setTimeout(() => { pending.add(own); waited(); }, 700) : null;
  try { return await fetch(path, how); } catch { throw new Error(STOPPED); } finally { clearTimeout(slow); if (pending.delete(own)) waited(); }
}

export const LATER = "前に押したことが、まだ終わっていません。終わってから、もう一度押してください";

export async function get(path) { return answer(await reached(path)); }

// What is asked once more while it is under way is asked once: some of it is written down for good.
const underWay = new Map();
export function post(path, content) {
  const body = JSON.stringify(content), key = `${path}\n${body}`;
  if (!underWay.has(key)) underWay.set(key, sent(path, content, body).finally(() => underWay.delete(key)));
  return underWay.get(key);
}

async function sent(path, content, body) {
  const got = await answer(await reached(path, {method: "POST", headers: {"x-renkei": "1", "content-type": "application/json"}, body}));
  return content.force || !mayBeLost(got) ? got : post(path, {...content, force: true});
}

// A double click presses a button once, and so does a key that is held down. Messages are put away one after another.
const again = (event) => event.target.closest("button") && !event.target.closest("#toast");
addEventListener("click", (event) => { if (event.detail > 1 && again(event)) { event.preventDefault(); event.stopImmediatePropagation(); } }, true);
addEventListener("keydown", (event) => { if (event.repeat && ["Enter", " "].includes(event.key) && again(event)) event.preventDefault(); }, true);

export async function upload(path, data, force = false) {
  const got = await answer(await reached(force ? `${path}${path.includes("?") ? "&" : "?"}force=1` : path, {method: "POST", headers: {"x-renkei": "1"}, body: data}));
  return force || !mayBeLost(got) ? got : upload(path, data, true);
}

// Files of the output folder that are not as they were made: what a person has written there is lost with a word alone.
function mayBeLost({altered}) {
  if (!altered || !altered.length) return false;
  const more = altered.length > 3 ? `\n…など${altered.length}ファイル` : "";
  return confirm(`作った後で人が書き換えたか、人が置いたファイルがあります。\n\n${altered.slice(0, 3).join("\n")}${more}\n\n作り直すと、書き換えたものは失われます。作り直しますか。`);
}

async function answer(got) {
  if (got.status === 401) throw Object.assign(new Error(ENTER), {status: 401, content: {}});
  const content = await got.json().catch(() => ({error: `机が答えません（${got.status}）`}));
  if (!got.ok) throw Object.assign(new Error(content.error || `机が答えません（${got.status}）`), {status: got.status, content});
  return content;
}

// What was done is told for a while; what went wrong stays until the clerk has put it away, whatever is told after it.
export function tell(words, kind = "") {
  const toast = document.getElementById("toast"), failed = kind === "error";
  for (const old of [...toast.children]) if (old.className !== "error" || old.firstChild.textContent === words) old.remove();
  const made = element("p", {class: kind, role: failed ? "alert" : null}, words);
  if (failed) made.append(element("button", {type: "button", "aria-label": "この知らせを閉じる", onclick: () => made.remove()}));
  else setTimeout(() => made.remove(), 4000);
  toast.append(made);
}

// Answers may come in another order than they were asked for. `const isLast = turn();` before asking; only the last is shown.
export function turns() {
  let asked = 0;
  return () => { const own = ++asked; return () => own === asked; };
}

// A file is chosen in a field, or dropped on its place.
export function takesFile(place, field, take) {
  field.addEventListener("change", () => { if (field.files[0]) take(field.files[0]); });
  place.addEventListener("dragover", (event) => { event.preventDefault(); place.classList.add("over"); });
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => { event.preventDefault(); place.classList.remove("over"); if (event.dataTransfer.files[0]) take(event.dataTransfer.files[0]); });
}

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

export function path(name) { return name.split("/").map(encodeURIComponent).join("/"); }

// Tells of changes of the folder, from those on that came after this page was made; and that the desk has stopped.
export function listen(changed) {
  let last = Number(document.body.dataset.version);
  const heard = ({version, gone}) => {
    document.getElementById("gone").hidden = !gone;
    if (gone) return;
    if (version !== last) changed();
    last = version;
  };
  if (window.SharedWorker) {
    const {port} = new SharedWorker("/static/news.js");
    port.onmessage = (event) => heard(event.data);
    return;
  }
  const source = new EventSource("/events");
  source.onmessage = (event) => heard(JSON.parse(event.data));
  source.onerror = () => heard({gone: true});
}

export function problemItems(problems, chosen = null) {
  return problems.map((p) => {
    const place = p.file ? `${p.file}${p.where ? " " + p.where : p.line ? `:${p.line}:${p.column}` : ""}` : "";
    const item = element("li", {class: p.severity}, element("strong", {}, {error: "エラー", change: "変更中"}[p.severity] || "注意"), " ", p.message, " ");
    if (chosen && p.file && p.from !== null && p.from !== undefined) item.append(element("button", {class: "link", onclick: () => chosen(p)}, place));
    else item.append(element("span", {class: "place"}, place));
    item.append(element("br"), `直し方: ${p.cure}`);
    return item;
  });
}
