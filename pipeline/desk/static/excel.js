// A workbook is dropped: first what it would change and what is wrong in which cell, then it is taken in.
import {element, path, problemItems, takesFile, tell, turns, upload} from "./api.js";

export function excelPanel(desk) {
  const drop = document.getElementById("drop"), out = document.getElementById("workbook-out"), field = document.getElementById("workbook"), turn = turns();

  async function look(file) {
    const isLast = turn(), data = await file.arrayBuffer();
    const ask = (save) => upload(`/api/workbook/${path(desk.name)}?file=${encodeURIComponent(file.name)}${save ? "&save=1" : ""}`, data);
    try {
      const got = await ask(false);
      if (!isLast()) return;
      const broken = got.problems.some((p) => p.severity === "error");
      const take = element("button", {class: "primary", disabled: broken}, "取り込む");
      take.addEventListener("click", async () => {
        try { const saved = await ask(true); tell(saved.saved ? `${file.name} を取り込みました` : "取り込めませんでした", saved.saved ? "" : "error"); desk.refresh(); }
        catch (error) { tell(error.message, "error"); }
      });
      const lines = (title, found, mark) => [element("h2", {}, `${title} ${found.length}行`), element("ul", {class: "lines"}, ...found.slice(0, 100).map((l) => element("li", {}, `${mark} ${l}`)))];
      out.replaceChildren(
        element("p", {class: "hint"}, got.used ? `${file.name} を取り込むと、次のように変わります（まだ書いていません）。` : `この文書の原稿は ${file.name} を使っていません。原稿に「表の元」を書いてください。`),
        element("ul", {class: "problems"}, ...problemItems(got.problems)),
        ...lines("加わる", got.added, "＋"), ...lines("なくなる", got.removed, "－"), element("p", {class: "row"}, take));
    } catch (error) { tell(error.message, "error"); }
  }
  takesFile(drop, field, look);
}
