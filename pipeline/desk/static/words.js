// The words that were chosen on the page, in a field beside it: saved where they stood when they were chosen, or not at all.
import {element, post, tell} from "./api.js";

const byId = (id) => document.getElementById(id);

export function wordsPanel(desk, {tab, show, edited}) {
  const area = byId("words-text"), form = byId("words-form"), lost = byId("words-lost"), kept = byId("words-kept");
  let here = null; // the scalar as it was chosen, and the hash of its file at that moment
  const plain = (text) => text.replace(/\n$/, "");
  const typed = () => here !== null && !form.hidden && area.value !== plain(here.text);

  // What was typed and not saved is given up by the clerk alone.
  document.addEventListener("choosing", (event) => {
    if (!typed()) return;
    if (!lost.hidden) { kept.hidden = false; kept.querySelector("pre").textContent = area.value; return; }
    if (!confirm("直しかけの文があります。捨てて、選んだ語に移りますか。")) event.preventDefault();
  });
  addEventListener("beforeunload", (event) => { if (typed()) event.preventDefault(); });
  byId("words-kept-drop").addEventListener("click", () => { kept.hidden = true; });

  document.addEventListener("chosen", (event) => {
    const scalar = event.detail, known = scalar.file && !scalar.cell && desk.files.includes(scalar.file), pending = scalar.file in desk.unsaved;
    const editable = known && !pending;
    lost.hidden = true;
    form.hidden = byId("shape").hidden = !editable;
    byId("words-hint").replaceChildren(...editable ? [] : told(scalar, known));
    here = editable ? {...scalar, sha256: desk.made.read[scalar.file]} : null;
    if (editable) { placed(); area.value = plain(scalar.text); }
    if (!known || byId("tab-review").matches("[aria-selected=true]")) return;
    if (pending || byId("tab-source").matches("[aria-selected=true]")) show(scalar.file, scalar.first + scalar.offset);
    else { tab("words"); area.focus(); area.setSelectionRange(scalar.offset, scalar.offset); }
  });

  // Why the words are not changed here, and where they are.
  function told(scalar, known) {
    if (known) return ["この文書の「原稿」の欄に、保存していない直しがあります。先にそれを保存するか、「原稿」の欄で直してください。"];
    if (scalar.cell) return [`この語は Excel のセルにあります（${scalar.file} ${scalar.cell}）。ブックを直して、Excel の欄に置いてください。`];
    if (!scalar.file) return ["この語は、番号や題、ほかの文書から写した文のように、文書を組み立てる時に決まる語です。条や行を加える、動かす、消すときは、その条や行の文を選んでください。"];
    if (!scalar.file.startsWith("sources/")) return [`この語は、どの文書にも共通の文言（${scalar.file}）にあります。机では直せません。`];
    return [`この語は、ほかの原稿（${scalar.file}）にあります。 `, element("button", {type: "button", onclick: () => show(scalar.file, scalar.first + scalar.offset)}, "その原稿で見る")];
  }

  function placed() { byId("words-place").textContent = `${here.file} ${here.number}行`; }

  // The file has changed meanwhile: the words are found again if they stand there once, else nothing is saved over others.
  document.addEventListener("previewed", (event) => {
    const made = event.detail;
    if (!here || form.hidden || !made.pages || !made.read[here.file] || made.read[here.file] === here.sha256) return;
    const same = made.scalars.filter((s) => s.file === here.file && !s.cell && s.text === here.text);
    if (same.length === 1) { here = {...here, ...same[0], number: same[0].line, sha256: made.read[here.file]}; placed(); return; }
    if (typed()) lost.hidden = false;
    else { form.hidden = true; here = null; }
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!here) return;
    if (!lost.hidden) { tell("頁で所を選び直してください。打った文は残ります", "error"); return; }
    if (here.file in desk.unsaved) { tell("「原稿」の欄に保存していない直しがあります。先にそれを保存してください", "error"); return; }
    const {file, start, end, sha256} = here;
    area.readOnly = true;
    try { await edited(async () => { await post("/api/edit", {file, start, end, text: area.value, sha256}); here = null; form.hidden = true; }); }
    finally { area.readOnly = false; }
  });
  area.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    if (event.key === "Escape") byId("words-cancel").click();
  });
  byId("words-cancel").addEventListener("click", () => {
    if (typed() && !confirm("直しかけの文を捨てますか。")) return;
    form.hidden = byId("shape").hidden = lost.hidden = true;
    here = null;
    byId("pages").focus();
  });
  byId("words-goto").addEventListener("click", () => { if (here) show(here.file, here.first + here.offset); });
}
