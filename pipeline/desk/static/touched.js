// Changes of sources: what they touch is shown first; then they are saved, all or none.
import {element, path, post, problemItems} from "./api.js";

const labelOf = (way) => way.filter((s) => typeof s === "string").join(" › ") || "文";

// The fields of a form for one entry: [[path, words, kind], …].
export function fieldsOf(fields, given = {}) {
  return fields.map((f) => {
    const label = labelOf(f.path);
    const long = f.kind !== "line";
    const field = element(long ? "textarea" : "input", {rows: long ? "3" : null, placeholder: f.like ? `例: ${f.like}` : null, "data-path": JSON.stringify(f.path), "data-kind": f.kind, spellcheck: "false", autocomplete: "off"});
    if (given[label]) field.value = given[label];
    return element("label", {class: "field"}, element("span", {}, label, f.kind === "list" ? element("span", {class: "hint"}, "（一行に一つ）") : ""), field);
  });
}

export function valuesOf(form) {
  return [...form.querySelectorAll("[data-path]")].map((f) => [JSON.parse(f.dataset.path), f.value, f.dataset.kind]);
}

export function touchedList(got) {
  // Papers of which the same lines change are told together.
  const alike = new Map();
  for (const t of got.touched) {
    const key = t.broken ? "broken" : JSON.stringify([t.new, t.gone, t.lines]);
    alike.set(key, [...(alike.get(key) || []), t]);
  }
  const name = (t) => element("a", {href: `/documents/${path(t.id)}`, target: "_blank"}, t.id);
  const items = [...alike.values()].slice(0, 30).map((group) => {
    const [t] = group;
    const names = group.slice(0, 20).flatMap((each, n) => n ? ["、", name(each)] : [name(each)]);
    return element("li", {class: t.broken ? "broken" : ""},
      element("strong", {}, ...names, group.length > 20 ? `ほか${group.length - 20}件` : "", t.broken ? " は作れなくなります" : t.new ? " が増えます" : ""),
      t.broken ? "" : element("ul", {class: "lines"}, ...t.gone.map((l) => element("li", {class: "gone"}, `－ ${l}`)), ...t.lines.map((l) => element("li", {class: "added"}, `＋ ${l}`)), t.more ? element("li", {class: "hint"}, "…") : ""));
  });
  return element("div", {class: "touched"},
    got.problems.length ? element("ul", {class: "problems"}, ...problemItems(got.problems)) : "",
    element("p", {}, got.touched.length ? `変わる文書 ${got.touched.length}件（この圏域の${got.of}件のうち）` : "印刷される文は、どの文書も変わりません。"),
    element("ul", {class: "documents-touched"}, ...items));
}

// Asks with a window: `content` above what is touched. Resolves to whether to go on.
export function ask(title, content, agreed, broken = false) {
  return new Promise((resolve) => {
    const box = element("dialog", {"aria-labelledby": "ask-title"});
    const close = (answer) => { box.close(); box.remove(); resolve(answer); };
    const yes = element("button", {class: broken ? "" : "primary", type: "button", onclick: () => close(true)}, agreed);
    const no = element("button", {class: broken ? "primary" : "", type: "button", onclick: () => close(false)}, "やめる");
    box.append(element("h2", {id: "ask-title"}, title), element("div", {class: "dialog-body"}, content), element("p", {class: "row buttons"}, yes, no));
    box.addEventListener("cancel", (event) => { event.preventDefault(); close(false); });
    document.body.append(box);
    box.showModal();
    (broken ? no : yes).focus();
  });
}

// What was written into the fields of a window and never saved, by its title: there again when it is opened the next time.
const unsaid = new Map();

// Looks, asks, saves. `changes`: [{file, sha256, acts}]; `from`: the title of the window that the words come from.
// Resolves to whether it was saved.
export async function propose(title, changes, from = title) {
  const got = await post("/api/change", {changes, look: true});
  const broken = got.touched.some((t) => t.broken) || got.problems.some((p) => p.severity === "error");
  if (!await ask(title, touchedList(got), broken ? "誤りのまま保存" : "保存", broken)) return false;
  await post("/api/change", {changes});
  unsaid.delete(from);
  return true;
}

// A window with fields; resolves to their values, or null.
export function fill(title, fields, {hint = "", given = {}, done = "次へ"} = {}) {
  return new Promise((resolve) => {
    const box = element("dialog", {"aria-labelledby": "fill-title"});
    const left = unsaid.get(title), form = element("form", {}, ...fieldsOf(fields, {...given, ...left}));
    const typed = () => [...form.querySelectorAll("[data-path]")].filter((f) => f.value.trim() && f.value !== (given[labelOf(JSON.parse(f.dataset.path))] || ""));
    const close = (answer) => {
      if (typed().length) unsaid.set(title, Object.fromEntries(typed().map((f) => [labelOf(JSON.parse(f.dataset.path)), f.value]))); else unsaid.delete(title);
      box.close(); box.remove(); resolve(answer);
    };
    form.append(element("p", {class: "row buttons"}, element("button", {class: "primary"}, done), element("button", {type: "button", onclick: () => close(null)}, "やめる")));
    form.addEventListener("submit", (event) => { event.preventDefault(); close(valuesOf(form)); });
    form.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) form.requestSubmit(); if (event.key === "Enter" && event.isComposing) event.stopPropagation(); });
    box.append(element("h2", {id: "fill-title"}, title), hint ? element("p", {class: "hint"}, hint) : "", left ? element("p", {class: "wanted"}, "前にここで書いて、保存していないものが入っています。") : "", form);
    box.addEventListener("cancel", (event) => { event.preventDefault(); close(null); });
    document.body.append(box);
    box.showModal();
    form.querySelector("input,textarea").focus();
  });
}
