// From the signed version to the papers of an amendment.
import {element, get, path, post, problemItems, tell} from "./api.js";

export function amendPanel(desk) {
  const byId = (id) => document.getElementById(id);
  const out = byId("amend-out");
  const asked = () => ({name: desk.name, on: byId("amend-on").value, effective: byId("amend-effective").value, supplement: byId("amend-supplement").value});

  function show(got, words) {
    out.replaceChildren(element("p", {class: "hint"}, words), element("ul", {class: "problems"}, ...problemItems(got.problems)));
  }

  byId("freeze").addEventListener("click", async () => {
    if (!confirm("今の原稿を、締結した文として固定します。よろしいですか。")) return;
    try {
      const got = await post("/api/freeze", {name: desk.name, on: byId("amend-on").value});
      show(got, got.file ? `署名版を作りました（${got.file}、SHA-256 ${got.sha256.slice(0, 12)}…）` : "署名版は作れませんでした");
      desk.refresh();
    } catch (error) { tell(error.message, "error"); }
  });

  byId("amend-look").addEventListener("click", async () => {
    try {
      const query = new URLSearchParams(asked());
      query.delete("name");
      const got = await get(`/api/amend/${path(desk.name)}?${query}`);
      show(got, got.made ? "改め文は、署名版に当てると今の原稿になることを確かめました。" : "改め文は作れませんでした");
      for (const [name, text] of Object.entries(got.files)) {
        if (name.endsWith(".txt") && name.includes("改め文")) out.append(element("h2", {}, "改め文"), element("pre", {class: "amendment", tabindex: "0"}, text));
      }
      for (const [name, text] of Object.entries(got.files)) {
        if (name.endsWith(".html")) out.append(element("h2", {}, name.replace(".html", "")), comparison(text));
      }
    } catch (error) { tell(error.message, "error"); }
  });

  // The paper's own table is shown; nothing else of its page is taken over.
  function comparison(text) {
    const page = new DOMParser().parseFromString(text.replace(/<style>[\s\S]*?<\/style>/g, "").replace(/ style="[^"]*"/g, ""), "text/html");
    const made = element("div", {class: "comparison", tabindex: "0", role: "region", "aria-label": "対照表"});
    for (const table of page.querySelectorAll("table")) made.append(document.adoptNode(table));
    return made;
  }

  byId("amend-make").addEventListener("click", async () => {
    try {
      const got = await post("/api/amend", asked());
      show(got, got.made ? "書類を作りました。" : "書類は作れませんでした");
      if (got.made) out.append(element("ul", {}, ...got.files.map((f) => element("li", {}, element("a", {href: `/download/${path(f)}`, download: true}, f)))));
    } catch (error) { tell(error.message, "error"); }
  });
}
