// What others say of a document: comments, proposals, approvals; and its sentences with numbers, to be read aloud.
import {element, get, path, post, tell} from "./api.js";

export function reviewPanel(desk, edited) {
  const byId = (id) => document.getElementById(id);
  let read = null, quoted = null, loading = null;

  document.addEventListener("chosen", (event) => {
    quoted = event.detail;
    byId("review-quote").hidden = false;
    byId("review-quote").textContent = `「${quoted.line}」`;
    byId("review-after").value = "";
  });

  async function load() {
    read = await get(`/api/reviews/${path(desk.name)}`);
    const holding = read.events.filter((e) => read.holding.includes(e.number)), gone = read.events.filter((e) => read.void.includes(e.number));
    byId("approval").textContent = holding.length ? `承認: ${holding.map((e) => `${e.who}（${e.when.slice(0, 16).replace("T", " ")}）`).join("、")}` : "承認されていません。" + (gone.length ? `前の承認（${gone.map((e) => e.who).join("、")}）は、その後に文が変わったので無効です。` : "");
    byId("approval").className = holding.length ? "fresh" : gone.length ? "broken" : "";
    const answered = new Map(read.events.filter((e) => e.to).map((e) => [e.to, e]));
    byId("events").replaceChildren(...read.events.map((e) => item(e, answered.get(e.number))));
  }

  function item(event, answer) {
    const made = element("li", {value: event.number}, element("strong", {}, `${event.kind} ${event.who}`), ` ${event.when.slice(0, 16).replace("T", " ")}`, element("br"));
    if (event.quote) made.append(element("q", {}, event.quote), element("br"));
    if (event.after) made.append(`→「${event.after}」`, element("br"));
    made.append(event.words);
    if (event.kind === "提案" && !answer) made.append(element("p", {class: "row"}, element("button", {onclick: () => accept(event)}, "採用"), " ", element("button", {onclick: () => say({kind: "不採用", to: event.number})}, "不採用")));
    if (answer) made.append(element("span", {class: "badge"}, `${answer.kind} ${answer.who}`));
    return made;
  }

  async function accept(event) {
    const text = desk.read[event.file] && desk.read[event.file].text.slice(event.start, event.end);
    if (!text || !text.includes(event.quote)) { tell("提案の後に原稿が変わりました。語の欄で直してください", "error"); return; }
    await edited(() => post("/api/edit", {file: event.file, start: event.start, end: event.end, text: desk.made.scalars.find((s) => s.file === event.file && s.start === event.start).text.replace(event.quote, event.after), sha256: desk.read[event.file].sha256}));
    await say({kind: "採用", to: event.number});
  }

  async function say(given) {
    const who = byId("review-who").value.trim();
    if (!who) { tell("名前を書いてください", "error"); byId("review-who").focus(); return; }
    try { localStorage.setItem("renkei:who", who); } catch { /* a browser without storage */ }
    try { await post("/api/reviews", {name: desk.name, who, ...given}); await load(); byId("review-words").value = ""; }
    catch (error) { tell(error.message, "error"); }
  }
  const about = () => quoted && quoted.file ? {quote: quoted.line, file: quoted.file, start: quoted.start, end: quoted.end} : {};

  byId("review-form").addEventListener("submit", (event) => { event.preventDefault(); say({kind: "意見", words: byId("review-words").value, ...about()}); });
  byId("review-suggest").addEventListener("click", () => {
    if (!quoted || !quoted.file) { tell("頁の語を選んでから提案してください", "error"); return; }
    const chosen = String(getSelection()) || quoted.line;
    say({kind: "提案", words: byId("review-words").value, ...about(), quote: quoted.text.includes(chosen) ? chosen : quoted.text.replace(/\n$/, ""), after: byId("review-after").value});
  });
  byId("review-approve").addEventListener("click", async () => { await loading; say({kind: "承認", seen: read ? read.seen : ""}); });
  byId("reading").addEventListener("toggle", () => {
    if (!desk.made || !desk.made.pages) return;
    const text = desk.made.pages.map((p) => p.lines.map((l) => l[4]).join("")).join("");
    byId("sentences").replaceChildren(...text.split(/(?<=。)/).filter((s) => s.trim()).map((s) => element("li", {}, s)));
  });
  document.addEventListener("tab", (event) => { if (event.detail === "review") { try { byId("review-who").value ||= localStorage.getItem("renkei:who") || ""; } catch { /* none */ } loading = load().catch((error) => tell(error.message, "error")); } });
  document.addEventListener("previewed", () => { if (byId("tab-review").matches("[aria-selected=true]")) loading = load().catch(() => {}); });
}
