// Facts of the area as forms: each field is one scalar of area.yaml, each list has its buttons; what a change touches is
// shown before it is saved.
import {LATER, element, get, tell, turns} from "./api.js";
import {fill, propose} from "./touched.js";

const field = (key, like = "", kind = "line") => ({path: [key], kind, like});

export function factsPanel(desk, edited) {
  const place = document.getElementById("facts");
  const area = desk.name.split("/")[0], turn = turns();
  let read = null, acting = false, drawing = false;

  async function load() {
    const isLast = turn(), asked = get(`/api/facts/${encodeURIComponent(area)}`).catch((error) => ({error}));
    const [got, partners] = await Promise.all([asked, parties()]);
    if (!isLast()) return;
    const open = unsaved();
    if (got.error) { if (open.length) tell(got.error.message, "error"); else place.replaceChildren(got.error.message); return; }
    read = got;
    drawing = true; // a field that is taken away is left, but not by the clerk
    draw(partners);
    drawing = false;
    open.forEach(again);
  }

  function draw(partners) {
    place.replaceChildren(element("p", {class: "hint"}, `${read.file} の項目です。欄を直すと、どの文書が変わるかを示してから保存します。`));
    if (!read.tree) { place.append("area.yaml に誤りがあります。「原稿」の欄で直してください。"); return; }
    const towns = read.tree.keys.find(([key]) => key === "市町村");
    place.append(node({keys: read.tree.keys.filter(([key]) => key !== "市町村")}, [], area));
    place.append(element("h2", {}, "市町村"));
    for (const [name, facts] of (towns && towns[1] && towns[1].keys) || []) place.append(town(name, facts));
    place.append(element("p", {class: "row"}, element("button", {type: "button", onclick: () => addTown(Boolean(towns))}, "市町村を加える"), partners));
  }

  // Fields in which something is typed that is not in the file.
  function unsaved() { return [...place.querySelectorAll("input")].filter((box) => box.value !== box.was); }
  addEventListener("beforeunload", (event) => { if (unsaved().length) event.preventDefault(); });

  // What was typed and not saved stands there again, in the field that says what it said before; else it is told.
  function again(old) {
    const label = old.getAttribute("aria-label"), box = place.querySelector(`input[aria-label="${CSS.escape(label)}"]`);
    if (!box || box.was !== old.was) { tell(`「${label}」の欄に打った「${old.value}」は、その欄がその間に変わったので、保存していません`, "error"); return; }
    Object.assign(box, {value: old.value, touched: old.touched, waits: old.waits});
    box.after(element("button", {type: "button", class: "unsaved", "aria-label": `${label} を保存`, onclick: () => box.save()}, "保存"));
  }

  function town(name, facts) {
    const base = ["市町村", name];
    const keys = (facts && facts.keys) || [];
    const heads = keys.find(([key]) => key === "長");
    const list = (heads && Array.isArray(heads[1]) && heads[1]) || [];
    return element("section", {class: "town"}, element("h3", {}, name),
      node({keys: keys.filter(([key]) => key !== "長")}, base, name),
      ...list.map((head, n) => element("div", {class: "head"}, node(head, [...base, "長", n], `${name}の長 ${n + 1}`),
        element("p", {class: "row"}, list.length > 1 ? element("button", {type: "button", "aria-label": `この長を消す（${name}の長 ${n + 1}）`, onclick: () => act(`${name}の長を消す`, [{act: "消す", path: [...base, "長", n]}])}, "この長を消す") : ""))),
      element("p", {class: "row"},
        element("button", {type: "button", "aria-label": list.length ? `${name}の長が替わった` : `${name}の長を書く`, onclick: () => newHead(name, list)}, list.length ? "長が替わった" : "長を書く"),
        element("button", {type: "button", "aria-label": `${name}を消す`, onclick: () => act(`${name} を消す`, [{act: "消す", path: base}])}, `${name}を消す`)));
  }

  function node(value, path, label) {
    if (value && Array.isArray(value.keys)) return element("dl", {class: "facts"}, ...value.keys.flatMap(([key, inner]) => [element("dt", {}, key), element("dd", {}, node(inner, [...path, key], `${label} ${key}`))]));
    if (Array.isArray(value)) return element("ol", {class: "facts"}, ...value.map((v, n) => element("li", {}, node(v, [...path, n], `${label} ${n + 1}`))));
    if (!value) return element("span", {}, "—");
    const box = element("input", {value: value.text, "aria-label": label});
    box.was = value.text;
    box.save = () => { box.touched = false; if (box.value !== box.was) act(`${label} を直す`, [{act: "書く", path, text: box.value}], {box}); };
    box.addEventListener("input", () => { box.touched = true; });
    box.addEventListener("blur", () => { if (box.touched && !drawing && document.activeElement !== box) box.save(); });
    box.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing && event.keyCode !== 229) box.save(); });
    return box;
  }

  // One after the other: a field that is left while another is being saved has its turn afterwards.
  async function act(title, acts, {others = [], from = title, box = null} = {}) {
    if (acting) { if (box) box.waits = true; else tell(LATER); return; }
    acting = true;
    await edited(async () => {
      const text = box && box.value, saved = await propose(title, [{file: read.file, sha256: read.sha256, acts}, ...others], from);
      // What could not be asked or saved stays in its field.
      if (box) { if (saved) box.was = text; else box.value = box.was; }
      return saved;
    });
    const label = document.activeElement?.getAttribute("aria-label");
    await load().finally(() => { acting = false; });
    if (label) place.querySelector(`[aria-label="${CSS.escape(label)}"]`)?.focus();
    const next = unsaved().find((each) => each.waits);
    if (next) { next.waits = false; next.save(); }
  }

  async function newHead(name, list) {
    const office = field("職名", "市長職務代理者（ふだんの職名と違うときだけ）");
    const last = list[list.length - 1];
    const open = last && !last.keys.some(([key]) => key === "退任日");
    const fields = [field("氏名", "見本太郎"), field("就任日", "令和8年4月1日"), office];
    if (open) fields.push({path: ["前任者の退任日"], kind: "line", like: `令和8年3月31日（${last.keys.find(([k]) => k === "氏名")?.[1].text || "前任者"}）`});
    const values = await fill(`${name}の長`, fields, {hint: "前任者は消さず、退任日を書きます。前に締結した文書の記名は、そのままです。"});
    if (!values) return;
    const until = values.find(([path]) => path[0] === "前任者の退任日");
    const own = values.filter((v) => v !== until && v[1].trim());
    const base = ["市町村", name, "長"];
    const acts = [];
    if (until && until[1].trim()) acts.push({act: "加える", path: [...base, list.length - 1, "退任日"], values: [[[], until[1], "line"]]});
    if (list.length) acts.push({act: "加える", path: [...base, list.length], values: own});
    else acts.push({act: "加える", path: base, values: own.map(([path, words, kind]) => [[0, ...path], words, kind])});
    act(`${name}の長が替わった`, acts, {from: `${name}の長`});
  }

  async function addTown(some) {
    const values = await fill("市町村を加える", [field("市町村の名前", "若葉町"), field("職名", "若葉町長"), field("氏名", "見本花子"), field("就任日", "令和4年4月1日")], {hint: "職名・氏名・就任日は、記名する市町村だけに要ります。"});
    if (!values) return;
    const said = Object.fromEntries(values.map(([path, words]) => [path[0], words.trim()]));
    const name = said["市町村の名前"];
    if (!name) { tell("市町村の名前を書いてください", "error"); return; }
    const facts = [];
    if (said["職名"]) facts.push([["職名"], said["職名"], "line"]);
    for (const key of ["氏名", "就任日"]) if (said[key]) facts.push([["長", 0, key], said[key], "line"]);
    if (!facts.length) { tell("職名を書いてください", "error"); return; }
    act(`${name} を加える`, [some ? {act: "加える", path: ["市町村", name], values: facts} : {act: "加える", path: ["市町村"], values: facts.map(([path, ...rest]) => [[name, ...path], ...rest])}]);
  }

  // The partners of the agreement that is open, where one source makes a paper for each of them.
  async function parties() {
    const file = desk.files[0];
    const got = await get(`/api/parties?file=${encodeURIComponent(file)}`).catch(() => null);
    if (!got || !got.open) return "";
    const add = element("select", {"aria-label": "相手方を加える"}, element("option", {value: ""}, "相手方を加える…"), ...got.others.map((name) => element("option", {}, name)));
    add.addEventListener("change", () => { const name = add.value; add.value = ""; if (name) partner(`相手方に ${name} を加える`, file, {act: "並べる", path: got.open, text: name}); });
    const out = got.partners.length > 1 ? got.partners.map((name, n) => element("button", {type: "button", "aria-label": `相手方から ${name} を外す`, onclick: () => partner(`相手方から ${name} を外す`, file, {act: "消す", path: [...got.open, n]})}, `${name} を外す`)) : [];
    return element("span", {class: "row parties"}, element("strong", {}, `${desk.name} の相手方`), add, ...out);
  }

  async function partner(title, file, act_) {
    const {sha256} = await get(`/api/source?file=${encodeURIComponent(file)}`);
    await edited(() => propose(title, [{file, sha256, acts: [act_]}]));
    await load();
  }
  document.addEventListener("tab", (event) => { if (event.detail === "facts") load().catch((error) => tell(error.message, "error")); });
}
