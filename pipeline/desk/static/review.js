// What others say of a document: comments, proposals, approvals; and its sentences with numbers, to be read aloud.
import {element, get, path, post, tell, turns} from "./api.js";

const BARE = (words) => words.replace(/\s/g, "");

export function reviewPanel(desk, edited) {
  const byId = (id) => document.getElementById(id);
  const loading = turns(), listing = turns();
  let read = null, quoted = null;

  function quote(given) {
    quoted = given;
    byId("review-quote").hidden = byId("review-nowhere").hidden = !given;
    byId("review-quote").textContent = given ? `「${given.line}」` : "";
    byId("review-after").value = given && given.file ? subject(given) : "";
  }

  // What a proposal is about: the printed line where the source says it in the same words, else all that the source says there.
  function subject(given) { return given.text.includes(given.line) ? given.line : given.text.replace(/\n$/, ""); }
  const proposed = () => quoted && quoted.file && byId("review-after").value !== subject(quoted);
  document.addEventListener("choosing", (event) => { if (proposed() && !confirm("書きかけの「提案する文」があります。捨てて、選んだ語に移りますか。")) event.preventDefault(); });
  addEventListener("beforeunload", (event) => { if (proposed() || byId("review-words").value.trim()) event.preventDefault(); });
  document.addEventListener("chosen", (event) => quote(event.detail));
  byId("review-nowhere").addEventListener("click", () => quote(null));

  async function load() {
    const isLast = loading(), got = await get(`/api/reviews/${path(desk.name)}`);
    if (!isLast()) return;
    read = got;
    const holding = read.events.filter((e) => read.holding.includes(e.number)), gone = read.events.filter((e) => read.void.includes(e.number));
    const told = (e) => `${e.who}（${when(e)}、頁の SHA-256 ${e.seen.slice(0, 12)}…）`;
    byId("approval").textContent = holding.length ? `承認: ${holding.map(told).join("、")}` : "承認されていません。" + (gone.length ? `前の承認（${gone.map((e) => e.who).join("、")}）は、その後に文が変わったので無効です。` : "");
    byId("approval").className = holding.length ? "fresh" : gone.length ? "broken" : "";
    draw();
  }

  const when = (event) => event.when.slice(0, 16).replace("T", " ");
  const answers = (event) => read.events.filter((e) => e.to === event.number);
  const isDone = (event) => event.kind === "承認" ? !read.holding.includes(event.number) : answers(event).some((e) => ["採用", "不採用", "取消し"].includes(e.kind) || (event.kind === "意見" && e.kind === "回答"));

  function draw() {
    const own = read.events.filter((e) => !e.to);
    const open = own.filter((e) => e.kind !== "承認" && e.kind !== "採用" && !isDone(e));
    byId("review-count").textContent = own.length ? `${own.length}件（答えを待つもの ${open.length}件）` : "";
    byId("events").replaceChildren(...own.filter((e) => !byId("review-open").checked || !isDone(e)).map(item));
    const notes = new Set(open.filter((e) => e.quote).map((e) => BARE(e.quote)));
    for (const line of document.querySelectorAll(".sheet .line")) line.classList.toggle("noted", notes.has(BARE(line.textContent)));
  }

  function item(event) {
    const made = element("li", {value: event.number, class: isDone(event) ? "done" : ""}, element("span", {class: `badge ${event.kind === "承認" ? (read.holding.includes(event.number) ? "fresh" : "broken") : event.kind === "提案" ? "changed" : ""}`}, event.kind), element("strong", {}, ` ${event.who}`), ` ${when(event)} `);
    if (event.kind === "承認") made.append(read.holding.includes(event.number) ? "有効" : read.void.includes(event.number) ? "無効（その後に文が変わりました）" : "取り消されました");
    if (event.quote) made.append(element("br"), element("button", {class: "link", onclick: () => jump(event)}, `「${event.quote.slice(0, 80)}」`));
    if (event.kind === "提案") made.append(element("br"), "→ ", ...differing(event.quote, event.after));
    if (event.words) made.append(element("br"), event.words);
    for (const answer of answers(event)) made.append(element("p", {class: "answer"}, element("span", {class: "badge"}, answer.kind), ` ${answer.who} ${when(answer)} ${answer.words}`));
    const acts = [];
    if (event.kind === "提案" && !isDone(event)) acts.push(element("button", {onclick: () => accept(event)}, "採用"), element("button", {onclick: () => say({kind: "不採用", to: event.number, words: byId("review-words").value})}, "不採用"));
    if (["意見", "提案"].includes(event.kind)) acts.push(element("button", {onclick: () => reply(event)}, "答える"));
    if (event.kind === "承認" && !answers(event).length) acts.push(element("button", {onclick: () => { if (confirm("この承認を取り消します。記録は残ります。よろしいですか。")) say({kind: "取消し", to: event.number}); }}, "取り消す"));
    if (acts.length) made.append(element("p", {class: "row"}, ...acts));
    return made;
  }

  // The proposed words with what goes and what comes in them.
  function differing(old, fresh) {
    let first = 0, last = 0;
    while (first < Math.min(old.length, fresh.length) && old[first] === fresh[first]) first++;
    while (last < Math.min(old.length, fresh.length) - first && old[old.length - 1 - last] === fresh[fresh.length - 1 - last]) last++;
    const [gone, come] = [old.slice(first, old.length - last), fresh.slice(first, fresh.length - last)];
    return [fresh.slice(0, first), ...gone ? [element("del", {}, gone)] : [], ...come ? [element("ins", {}, come)] : [], fresh.slice(fresh.length - last)];
  }

  function reply(event) {
    const words = byId("review-words").value.trim();
    if (!words) { tell("「意見」の欄に答えを書いてから、もう一度押してください", "error"); byId("review-words").focus(); return; }
    say({kind: "回答", to: event.number, words});
  }

  function jump(event) { if (!desk.seek(event.quote) && event.file) desk.show(event.file, event.start); }

  // The scalar in which the words stand now: where they stood, else the only one of the file that has them.
  function holder(event) {
    const own = desk.made.scalars.filter((s) => s.file === event.file && !s.cell && s.text.includes(event.quote));
    return own.find((s) => s.start === event.start) || (own.length === 1 ? own[0] : null);
  }

  async function accept(event) {
    if (Object.keys(desk.unsaved).length) { tell("保存していない文があります。保存してから採用してください", "error"); return; }
    if (!named()) return;
    const put = async () => {
      const scalar = holder(event);
      if (!scalar || scalar.text.split(event.quote).length !== 2) throw new Error("提案の語が、原稿の一か所に決まりません（その後に原稿が変わったか、同じ語が並んでいます）。「語」の欄で直してください");
      await post("/api/edit", {file: scalar.file, start: scalar.start, end: scalar.end, text: scalar.text.replace(event.quote, () => event.after).replace(/\n$/, ""), sha256: desk.made.read[scalar.file]});
    };
    let done = false;
    await edited(async () => {
      // Where the file moved on a moment ago, this page may not have heard of it: the words are looked for once more.
      try { await put(); } catch (error) { if (error.status !== 409) throw error; await desk.renew(); await put(); }
      done = true;
    });
    if (done) await say({kind: "採用", to: event.number, words: byId("review-words").value});
  }

  function named() {
    const who = byId("review-who").value.trim();
    if (!who) { tell("名前を書いてください", "error"); byId("review-who").focus(); return null; }
    try { localStorage.setItem("renkei:who", who); } catch { /* a browser without storage */ }
    return who;
  }

  async function say(given) {
    const who = named();
    if (!who) return;
    try {
      await post("/api/reviews", {name: desk.name, who, ...given});
      // Words that were not said, by an approval or since they were sent, are still to be said.
      if ((given.words || "").trim() === byId("review-words").value.trim()) byId("review-words").value = "";
      if (given.kind === "提案") quote(quoted);
      await load();
    }
    catch (error) { tell(error.message, "error"); }
  }
  desk.say = say;
  const about = () => quoted && quoted.file ? {quote: quoted.line, file: quoted.file, start: quoted.start, end: quoted.end} : quoted ? {quote: quoted.line} : {};

  byId("review-form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (!byId("review-words").value.trim()) { tell("意見を書いてください", "error"); return; }
    say({kind: "意見", words: byId("review-words").value, ...about()});
  });
  byId("review-suggest").addEventListener("click", () => {
    if (!quoted) { tell("頁の語を選んでから提案してください", "error"); return; }
    if (!quoted.file) { tell(`選んだ「${quoted.line.trim()}」は、番号や題のように、文書を組み立てる時に決まる語なので、提案にできません。ほかの語を選ぶか、「意見」に書いてください`, "error"); return; }
    const now = subject(quoted), after = byId("review-after").value;
    if (after === now) { tell("「提案する文」を直してから、提案してください", "error"); byId("review-after").focus(); return; }
    say({kind: "提案", words: byId("review-words").value, ...about(), quote: now, after});
  });
  // What is approved are the pages that this window shows, not what has become of them meanwhile.
  byId("review-approve").addEventListener("click", () => {
    if (Object.keys(desk.unsaved).length) { tell("保存していない文があるので、承認できません", "error"); return; }
    say({kind: "承認", seen: desk.made ? desk.made.seen : ""});
  });
  byId("review-open").addEventListener("change", draw);

  // ---- 読み合わせ: what was read is kept by the words of the sentence, in this browser alone
  const key = `renkei:read:${desk.name}`;
  let heard = new Set();
  try { heard = new Set(JSON.parse(localStorage.getItem(key) || "[]")); } catch { /* a browser without storage */ }
  const mark = (one) => `${one.where}\n${one.words}`;

  async function aloud() {
    if (!byId("reading").open) return;
    const isLast = listing(), got = await get(`/api/reading/${path(desk.name)}`);
    if (!isLast()) return;
    let last = "";
    byId("sentences").replaceChildren(...got.sentences.map((one) => {
      const head = one.where !== last ? [element("span", {class: "hint where"}, one.where)] : [];
      last = one.where;
      const made = element("li", {value: one.number, tabindex: "-1", class: heard.has(mark(one)) ? "heard" : ""}, ...head, element("span", {class: "said"}, one.words), element("span", {class: "unseen"}, heard.has(mark(one)) ? "（読んだ）" : ""));
      made.sentence = one;
      return made;
    }));
    const first = [...byId("sentences").children].find((li) => !li.classList.contains("heard")) || byId("sentences").firstChild;
    if (first) first.tabIndex = 0;
    count();
  }

  function count() {
    const all = [...byId("sentences").children];
    byId("reading-count").textContent = `${all.length}文のうち ${all.filter((li) => li.classList.contains("heard")).length}文を読みました`;
    try { localStorage.setItem(key, JSON.stringify([...heard])); } catch { /* none */ }
  }

  function hear(li, on) {
    li.classList.toggle("heard", on);
    li.querySelector(".unseen").textContent = on ? "（読んだ）" : "";
    if (on) heard.add(mark(li.sentence)); else heard.delete(mark(li.sentence));
    count();
  }

  function go(li) {
    if (!li) return;
    for (const one of byId("sentences").querySelectorAll("[tabindex='0']")) one.tabIndex = -1;
    li.tabIndex = 0;
    li.focus();
  }

  byId("sentences").addEventListener("focusin", (event) => {
    const li = event.target.closest("li");
    if (!li) return;
    const one = li.sentence, held = one.file && desk.made ? desk.made.scalars.find((s) => s.file === one.file && s.start <= one.from && one.from <= s.end) : null;
    desk.seek(one.words, li.value / byId("sentences").children.length);
    quote(held ? {...held, line: one.words, offset: 0} : {line: one.words});
  });
  byId("sentences").addEventListener("click", (event) => go(event.target.closest("li")));
  byId("sentences").addEventListener("keydown", (event) => {
    const li = event.target.closest("li");
    if (!li || !["ArrowDown", "ArrowUp", "Enter", " "].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "ArrowDown") go(li.nextElementSibling);
    else if (event.key === "ArrowUp") go(li.previousElementSibling);
    else { hear(li, !li.classList.contains("heard")); if (li.classList.contains("heard")) go(li.nextElementSibling); }
  });
  byId("reading-again").addEventListener("click", () => { heard = new Set(); aloud().catch((error) => tell(error.message, "error")); });
  byId("reading").addEventListener("toggle", () => aloud().catch((error) => tell(error.message, "error")));

  const isShown = () => byId("tab-review").matches("[aria-selected=true]");
  const fresh = () => Promise.all([load(), aloud()]);
  document.addEventListener("tab", (event) => { if (event.detail === "review") { try { byId("review-who").value ||= localStorage.getItem("renkei:who") || ""; } catch { /* none */ } fresh().catch((error) => tell(error.message, "error")); } });
  document.addEventListener("previewed", () => { if (isShown()) fresh().catch(() => {}); });
}
