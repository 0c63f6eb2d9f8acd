// Requests to the desk, and words to the clerk.
export async function get(path) { return answer(await fetch(path)); }

export async function post(path, content) {
  return answer(await fetch(path, {method: "POST", headers: {"x-renkei": "1", "content-type": "application/json"}, body: JSON.stringify(content)}));
}

export async function upload(path, data) {
  return answer(await fetch(path, {method: "POST", headers: {"x-renkei": "1"}, body: data}));
}

async function answer(got) {
  const content = await got.json().catch(() => ({error: `机が答えません（${got.status}）`}));
  if (!got.ok) throw Object.assign(new Error(content.error || `机が答えません（${got.status}）`), {status: got.status, content});
  return content;
}

export function tell(words, kind = "") {
  const toast = document.getElementById("toast");
  toast.textContent = words;
  toast.className = kind;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { toast.textContent = ""; toast.className = ""; }, kind === "error" ? 12000 : 4000);
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

// Tells of changes of the folder, from those on that came after this page was made.
export function listen(changed) {
  let last = Number(document.body.dataset.version);
  const source = new EventSource("/events");
  source.onmessage = (event) => {
    const {version} = JSON.parse(event.data);
    if (version !== last) changed();
    last = version;
  };
}

export function problemItems(problems, chosen = null) {
  return problems.map((p) => {
    const place = p.file ? `${p.file}${p.where ? " " + p.where : p.line ? `:${p.line}:${p.column}` : ""}` : "";
    const item = element("li", {class: p.severity}, element("strong", {}, p.severity === "error" ? "エラー" : "注意"), " ", p.message, " ");
    if (chosen && p.file && p.from !== null && p.from !== undefined) item.append(element("button", {class: "link", onclick: () => chosen(p)}, place));
    else item.append(element("span", {class: "place"}, place));
    item.append(element("br"), `直し方: ${p.cure}`);
    return item;
  });
}
