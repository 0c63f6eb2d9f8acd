// Facts of the area as a form: each field is one scalar of area.yaml; what a change touches is shown before it is saved.
import {element, get, post, tell} from "./api.js";

export function factsPanel(desk, edited) {
  const place = document.getElementById("facts");
  const area = desk.name.split("/")[0];
  let read = null;

  async function load() {
    read = await get(`/api/facts/${encodeURIComponent(area)}`).catch((error) => { place.replaceChildren(error.message); return null; });
    if (!read) return;
    place.replaceChildren(element("p", {class: "hint"}, `${read.file} の項目です。欄を直すと、どの文書が変わるかを示します。`));
    if (read.tree) place.append(node(read.tree, area)); else place.append("area.yaml に誤りがあります。");
  }

  function node(value, label) {
    if (value && Array.isArray(value.keys)) return element("dl", {class: "facts"}, ...value.keys.flatMap(([key, inner]) => [element("dt", {}, key), element("dd", {}, node(inner, `${label} ${key}`))]));
    if (Array.isArray(value)) return element("ol", {class: "facts"}, ...value.map((v, n) => element("li", {}, node(v, `${label} ${n + 1}`))));
    if (!value) return element("span", {}, "—");
    const field = element("input", {value: value.text, "aria-label": label});
    field.addEventListener("change", () => ask(value, field));
    return field;
  }

  async function ask(value, field) {
    const text = (await get(`/api/source?file=${encodeURIComponent(read.file)}`)).text;
    const changed = text.slice(0, value.start) + field.value + text.slice(value.end);
    let words = "";
    try {
      const got = await post("/api/touched", {file: read.file, text: changed});
      words = got.touched.length ? `変わる文書 ${got.touched.length}件（${got.of}件のうち）:\n` + got.touched.slice(0, 12).map((t) => `・${t.id}${t.broken ? "（作れなくなります）" : ""} ${t.lines[0] || ""}`).join("\n") : "どの文書も変わりません。";
    } catch (error) { words = error.message; }
    if (!confirm(`${words}\n\n保存しますか。`)) { field.value = value.text; return; }
    await edited(() => post("/api/edit", {file: read.file, start: value.start, end: value.end, text: field.value, sha256: read.sha256}));
    await load();
  }
  document.addEventListener("tab", (event) => { if (event.detail === "facts") load().catch((error) => tell(error.message, "error")); });
}
