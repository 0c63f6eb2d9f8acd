// Pages as pictures, with their words as text over them: selectable, read aloud, and the way back to the source.
import {element} from "./api.js";

export class Pages {
  constructor(place, chosen) {
    this.place = place;
    this.chosen = chosen;
    this.made = null;
    place.addEventListener("click", (event) => this.clicked(event));
    place.addEventListener("keydown", (event) => this.key(event));
  }

  show(made) {
    if (!made.pages) { this.place.classList.add(this.made ? "stale" : "none"); return; }
    this.place.classList.remove("none");
    this.place.classList.remove("stale");
    this.made = made;
    const sheets = [...this.place.querySelectorAll(".sheet")];
    made.pages.forEach((page, n) => {
      const old = sheets[n];
      if (old && old.dataset.key === page.key) { this.words(old, page); return; }
      const sheet = old || this.place.appendChild(element("article", {class: "sheet"}, element("img", {alt: "", loading: "lazy", decoding: "async"}), element("div", {class: "words"})));
      sheet.dataset.key = page.key;
      sheet.setAttribute("aria-label", `${n + 1}頁`);
      sheet.style.aspectRatio = `${page.width} / ${page.height}`;
      const picture = new Image();
      // One that was asked before may come after: of a page that has other words by then.
      picture.onload = () => { if (sheet.dataset.key === page.key) sheet.querySelector("img").src = picture.src; };
      picture.onerror = () => { if (sheet.dataset.key === page.key) { sheet.querySelector("img").removeAttribute("src"); delete sheet.dataset.key; } };
      if (old) picture.src = `/pages/${page.key}.png`; else sheet.querySelector("img").src = `/pages/${page.key}.png`;
      this.words(sheet, page);
    });
    sheets.slice(made.pages.length).forEach((sheet) => sheet.remove());
  }

  clear() {
    this.place.querySelectorAll(".sheet").forEach((sheet) => sheet.remove());
    this.place.classList.remove("none", "stale");
    this.made = null;
  }

  words(sheet, page) {
    const layer = sheet.querySelector(".words");
    layer.replaceChildren(...page.lines.map((line, n) => {
      const [x, y, width, height, text] = line;
      const span = element("span", {class: "line", "data-line": n}, text);
      span.style.left = `${100 * x}%`;
      span.style.top = `${100 * y}%`;
      span.style.width = `${100 * width}%`;
      span.style.height = `${100 * height}%`;
      span.style.fontSize = `${100 * height * page.height / page.width}cqw`;
      return span;
    }));
    sheet.page = page;
  }

  clicked(event) {
    const span = event.target.closest(".line");
    if (!span || String(getSelection())) return;
    const box = span.getBoundingClientRect();
    this.choose(span, (event.clientX - box.left) / box.width);
  }

  key(event) {
    const lines = [...this.place.querySelectorAll(".line")];
    const at = lines.indexOf(this.place.querySelector(".line.here"));
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step) {
      event.preventDefault();
      this.mark(lines[Math.min(Math.max(at + step, 0), lines.length - 1)]);
    } else if (event.key === "Enter" && at >= 0) { event.preventDefault(); this.choose(lines[at], 0); }
  }

  mark(span) {
    this.place.querySelectorAll(".line.here").forEach((s) => s.classList.remove("here"));
    if (!span) return;
    span.classList.add("here");
    span.scrollIntoView({block: "nearest"});
  }

  choose(span, part) {
    this.mark(span);
    const line = span.closest(".sheet").page.lines[Number(span.dataset.line)];
    const at = Math.min(Math.max(Math.floor(part * line[4].length), 0), line[4].length - 1);
    const pieces = line[5];
    const piece = pieces.find(([start, end]) => start <= at && at < end) || pieces.reduce((best, p) => !best || Math.abs(p[0] - at) < Math.abs(best[0] - at) ? p : best, null);
    if (!piece) { this.chosen(null, 0, line[4]); return; }
    const [start, , scalar, offset, literal] = piece;
    this.chosen(this.made.scalars[scalar], literal ? Math.max(offset + at - start, 0) : offset, line[4]);
  }

  // The line where words begin, though they go on over the next ones; of several places the nearest to a part of the paper.
  seek(words, part = 0) {
    const lines = [...this.place.querySelectorAll(".line")], wanted = words.replace(/\s/g, "");
    const texts = lines.map((line) => line.textContent.replace(/\s/g, ""));
    const whole = texts.join("");
    let at = -1;
    for (let n = wanted ? whole.indexOf(wanted) : -1; n >= 0; n = whole.indexOf(wanted, n + 1)) if (at < 0 || Math.abs(n - part * whole.length) < Math.abs(at - part * whole.length)) at = n;
    if (at < 0) return false;
    let passed = 0;
    this.mark(lines[texts.findIndex((text) => (passed += text.length) > at)]);
    return true;
  }

  // The place of an offset of a file on the pages: the words that come from the scalar around it.
  find(file, offset) {
    if (!this.made) return;
    const near = this.made.scalars.findIndex((s) => s.file === file && s.start <= offset && offset <= s.end);
    if (near < 0) return;
    const inside = offset - this.made.scalars[near].first;
    let best = null;
    for (const sheet of this.place.querySelectorAll(".sheet")) {
      sheet.page.lines.forEach((line, n) => {
        for (const [, , scalar, from, literal] of line[5]) {
          if (scalar !== near) continue;
          const far = literal ? Math.abs(from - inside) : 0;
          if (!best || far < best.far) best = {far, span: sheet.querySelectorAll(".line")[n]};
        }
      });
    }
    if (best) this.mark(best.span);
  }
}
