// The entries around the word that was chosen (条, 項, 行): moved, removed, given neighbours, by buttons and small forms.
import {element, post, tell, turns} from "./api.js";
import {fill, propose} from "./touched.js";

export function structurePanel(desk, edited) {
  const place = document.getElementById("shape");
  const looking = turns();
  let here = null; // the file and the way to the entry that is shown

  document.addEventListener("chosen", (event) => {
    const {file, start, cell} = event.detail;
    if (!file || cell || !desk.files.includes(file) || file in desk.unsaved) { looking(); here = null; place.replaceChildren(); return; }
    look({file, start});
  });
  document.addEventListener("previewed", () => { if (!here) return; if (here.file in desk.unsaved) { looking(); here = null; place.replaceChildren(); } else look(here); });

  // While words are typed in place: which papers they would change.
  const words = document.getElementById("words-text"), told = document.getElementById("words-touched"), turn = turns();
  let waiting = null;
  const soon = (event) => { if (event.isComposing) return; clearTimeout(waiting); waiting = setTimeout(touches, 500); };
  words.addEventListener("input", soon);
  words.addEventListener("compositionend", soon);
  document.addEventListener("chosen", () => { turn(); clearTimeout(waiting); told.replaceChildren(); });
  document.addEventListener("previewed", () => { if (told.hasChildNodes()) soon({}); });

  async function touches() {
    if (!here || !here.sha256) return;
    const {file, path, sha256} = here, text = words.value, isLast = turn();
    try {
      const got = await post("/api/change", {changes: [{file, sha256, acts: [{act: "書く", path, text}]}], look: true});
      if (!isLast()) return;
      const broken = got.touched.filter((t) => t.broken).length;
      told.replaceChildren(element("p", {class: broken ? "wanted" : ""}, broken ? "このままでは作れなくなります: " + got.problems.map((p) => p.message).join("。") : got.touched.length > 1 ? `この語を直すと、${got.touched.length}件の文書が変わります（${got.touched.slice(0, 6).map((t) => t.id).join("、")}${got.touched.length > 6 ? " ほか" : ""}）。` : ""));
    } catch (error) { if (isLast()) told.replaceChildren(error.status === 409 ? "" : element("p", {class: "wanted"}, error.message)); }
  }

  async function look(what) {
    const isLast = looking();
    try {
      const got = await post("/api/structure", what);
      if (isLast()) show(what.file, got);
    } catch (error) {
      if (!isLast()) return;
      here = null;
      place.replaceChildren();
      if (error.status !== 422) tell(error.message, "error"); // an entry that is gone, a source with errors
    }
  }

  function show(file, got) {
    here = {file, path: got.path, sha256: got.sha256};
    const levels = got.levels.map((level, n) => row(file, got, level, n === got.levels.length - 1)).reverse();
    const focused = place.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
    place.replaceChildren(...(levels.length ? [element("h2", {}, "この語のある項目"), ...levels] : []));
    if (focused) again(focused);
  }

  // Whoever is at the keys stays at the same button, of the entry that is shown now: it may be a new one, or stand elsewhere.
  function again(label) {
    const own = [...place.querySelectorAll("button:enabled, select:enabled")], here = own.filter((one) => one.closest(".level.here"));
    const named = own.find((one) => one.getAttribute("aria-label") === label);
    const alike = here.find((one) => one.getAttribute("aria-label").endsWith(label.replace(/^.* (?=[をに])/, "")));
    (named || alike || here[0] || document.getElementById("pages")).focus();
  }

  function row(file, got, level, innermost) {
    const at = level.path[level.path.length - 1];
    const name = `${level.called} ${at + 1}`;
    const beside = [...level.path.slice(0, -1), at + 1];
    const act = (title, acts, way = got.path, from = title) => edited(async () => {
      const saved = await propose(title, [{file, sha256: got.sha256, acts}], from);
      if (saved) here = {file, path: way};
      return saved;
    });
    const step = (to) => act(`${name} を${to < at ? "上へ" : "下へ"}`, [{act: "動かす", path: level.path, to}], [...level.path.slice(0, -1), to, ...got.path.slice(level.path.length)]);
    const button = (words, label, does, off = false) => element("button", {type: "button", "aria-label": `${name} を${label}`, disabled: off, onclick: does}, words);
    const add = async () => {
      const values = await fill(`${level.called}を加える`, level.fields, {hint: `「${level.title}」の次に入ります。書かない欄は、なしになります。`});
      if (values) act(`${level.called}を加える`, [{act: "加える", path: beside, values}], beside);
    };
    const more = element("select", {"aria-label": `${name} に欄を加える`}, element("option", {value: ""}, "欄を加える…"), ...level.more.map((m) => element("option", {value: m.key}, m.key)));
    more.addEventListener("change", async () => {
      const chosen = level.more.find((m) => m.key === more.value);
      more.value = "";
      if (!chosen) return;
      const from = `「${level.title}」に ${chosen.key} を加える`, values = await fill(from, chosen.fields, {hint: chosen.told});
      if (values) act(`${chosen.key}を加える`, [{act: "加える", path: [...level.path, chosen.key], values}], got.path, from);
    });
    return element("div", {class: innermost ? "level here" : "level"},
      element("p", {class: "level-name"}, element("strong", {}, name), element("span", {class: "hint"}, ` / ${level.count}　${level.title}`)),
      element("p", {class: "row"},
        button("次に加える", "次に加える", add),
        button("上へ", "上へ動かす", () => step(at - 1), at === 0),
        button("下へ", "下へ動かす", () => step(at + 1), at + 1 === level.count),
        button("消す", "消す", () => act(`${name}「${level.title}」を消す`, [{act: "消す", path: level.path}])),
        level.more.length ? more : ""));
  }
}
