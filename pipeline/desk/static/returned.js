// A Word document that came back: what others propose in it; what is taken is written into the source, one by one or all.
import {element, path, post, problemItems, takesFile, tell, turns, upload} from "./api.js";

export function returnedPanel(desk, edited) {
  const byId = (id) => document.getElementById(id);
  const out = byId("returned-out"), turn = turns();
  let file = null, said = {}, day = "";

  async function look(dropped) {
    const isLast = turn();
    out.replaceChildren(element("p", {class: "hint"}, `${dropped.name} を読んでいます…`));
    try {
      const laid = await upload(`/api/drop?file=${encodeURIComponent(dropped.name)}`, await dropped.arrayBuffer());
      const got = await post("/api/returned", {name: desk.name, file: laid.id});
      if (!isLast()) return;
      if (!file || file.id !== laid.id) said = {};
      file = laid;
      show(got);
    } catch (error) { if (isLast()) { out.replaceChildren(); tell(error.message, "error"); } }
  }

  async function take(marks) {
    if (Object.keys(desk.unsaved).length) { tell("保存していない文があります。保存してから採用してください", "error"); return; }
    await edited(async () => {
      const isLast = turn(), got = await post("/api/returned", {name: desk.name, file: file.id, accept: marks});
      if (!got.written.length) { if (isLast()) out.prepend(element("ul", {class: "problems"}, ...problemItems(got.problems))); out.scrollIntoView({block: "nearest"}); return false; }
      if (isLast()) show(got, `${got.written.length}件を原稿に書きました。${got.elsewhere.length ? `この語を印刷するほかの所も変わりました: ${got.elsewhere.join("、")}` : ""}`);
      return true;
    });
  }

  function show(got, done = "") {
    const told = element("ul", {class: "problems"}, ...problemItems(got.problems, (p) => desk.show(p.file, p.from)));
    if (!got.proposals) { out.replaceChildren(told); return; }
    const open = got.proposals.filter((p) => p.writable);
    const all = element("button", {onclick: () => take(open.map((p) => p.fingerprint))}, `書けるもの${open.length}件をすべて採用`);
    out.replaceChildren(
      element("p", {class: "hint", role: "status"}, done, ` ${file.name}: 提案 ${got.proposals.length}件。`, got.untouched ? "印の付いていない文は、今の原稿から作る文と一字も違いません。" : "記録されていない変更もあります。", got.others ? `この原稿からは、ほかに${got.others}の相手方の文書もできます。` : ""),
      told, ...got.proposals.length ? [...open.length ? [element("p", {class: "row"}, all)] : [], element("ol", {class: "events"}, ...got.proposals.map((one) => item(one)))] : [],
      ...got.taken.length ? [element("h3", {}, `採用して原稿に書いたもの ${got.taken.length}件`), element("ul", {class: "events"}, ...got.taken.map((one) => item(one, true)))] : [],
      ...got.proposals.length + got.taken.length ? [replying()] : []);
  }

  // ---- the reply to those who sent it back: 意見・対応・理由
  function replying() {
    const on = element("input", {id: "reply-on", placeholder: "年月日（和暦）", size: 14, value: day, oninput: () => { day = on.value; }}), files = element("div", {id: "reply-out", "aria-live": "polite"});
    const make = async () => {
      try {
        const got = await post("/api/reply", {name: desk.name, file: file.id, decisions: said, on: on.value});
        files.replaceChildren(element("ul", {class: "problems"}, ...problemItems(got.problems)), element("ul", {}, ...got.files.map((f) => element("li", {}, element("a", {href: `/download/${path(f)}`, download: true}, f.split("/").pop())))));
      } catch (error) { tell(error.message, "error"); }
    };
    return element("fieldset", {id: "reply"}, element("legend", {}, "回答（意見・対応・理由）"), element("p", {class: "row"}, element("label", {}, "回答の日付 ", on), element("button", {onclick: make}, "回答を作る")), files);
  }

  function answering(one, taken) {
    const own = said[one.fingerprint] ||= {verdict: "保留", reason: ""};
    const reason = element("input", {"aria-label": `${taken ? "採用した" : ""}提案${one.number}の理由`, placeholder: "回答の理由", value: own.reason, oninput: (event) => { own.reason = event.target.value; }});
    if (taken) return [reason];
    const verdict = element("select", {"aria-label": `提案${one.number}の対応`, onchange: (event) => { own.verdict = event.target.value; }}, ...["保留", "不採用"].map((word) => element("option", {selected: word === own.verdict}, word)));
    return [verdict, reason];
  }

  function item(one, taken = false) {
    const [before, after] = one.context;
    const made = element("li", taken ? {} : {value: one.number}, element("span", {class: "badge changed"}, one.kind), element("strong", {}, ` ${one.who}`), ` ${one.where}`);
    if (one.before || one.after) made.append(element("br"), `…${before}`, ...one.before ? [element("del", {}, one.before)] : [], ...one.after ? [element("ins", {}, one.after)] : [], `${after}…`);
    for (const comment of one.comments) made.append(element("p", {class: "answer"}, comment));
    if (one.reason) made.append(element("p", {class: "hint"}, one.reason));
    const acts = [];
    if (one.writable && !taken) acts.push(element("button", {"aria-label": `提案${one.number}を採用`, onclick: () => take([one.fingerprint])}, "採用"));
    if (one.file && one.from !== null && desk.files.includes(one.file)) acts.push(element("button", {"aria-label": `提案${one.number}の所を原稿で見る`, onclick: () => desk.show(one.file, one.from)}, "原稿で見る"));
    made.append(element("p", {class: "row"}, ...acts, ...answering(one, taken)));
    return made;
  }

  takesFile(byId("returned-drop"), byId("returned-file"), look);
}
