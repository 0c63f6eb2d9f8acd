// The source as text: CodeMirror, quiet while a word is being composed (IME).
const {EditorState, EditorView, keymap, lineNumbers, drawSelection, highlightActiveLine, defaultKeymap, history,
  historyKeymap, yaml, syntaxHighlighting, HighlightStyle, tags, setDiagnostics, lintGutter, autocompletion} = window.CM;

const colours = HighlightStyle.define([
  {tag: tags.propertyName, class: "tok-key"}, {tag: tags.comment, class: "tok-comment"},
  {tag: tags.string, class: "tok-string"}, {tag: tags.punctuation, class: "tok-mark"},
]);

export class Editor {
  constructor(place, {changed, moved, saved, completions}) {
    this.hold = null;
    const watch = EditorView.updateListener.of((update) => {
      if (update.docChanged && !this.quiet) changed(update.state.doc.toString());
      if (update.selectionSet && !update.view.composing && !this.quiet) moved(update.state.selection.main.head);
    });
    const complete = (context) => {
      if (context.view && context.view.composing) return null;
      const word = context.matchBefore(/[^\s:#\-{},[\]]+/);
      if (!word && !context.explicit) return null;
      return {from: word ? word.from : context.pos, options: completions(), validFor: /^[^\s:]*$/};
    };
    this.extensions = [
      lineNumbers(), history(), drawSelection(), highlightActiveLine(), yaml(), syntaxHighlighting(colours), lintGutter(),
      autocompletion({override: [complete], activateOnTyping: true, icons: false}),
      keymap.of([{key: "Mod-s", run: () => { saved(); return true; }}, ...defaultKeymap, ...historyKeymap]),
      EditorView.lineWrapping, EditorView.cspNonce.of(document.querySelector("meta[name=nonce]").content), EditorView.contentAttributes.of({"aria-label": "原稿（YAML）", spellcheck: "false", tabindex: "0"}), watch,
    ];
    this.view = new EditorView({parent: place, state: EditorState.create({doc: "", extensions: [...this.extensions, EditorState.readOnly.of(true)]})}); // until there is a text
    this.view.contentDOM.addEventListener("compositionend", () => setTimeout(() => this.release(), 300));
  }

  get text() { return this.view.state.doc.toString(); }

  load(text) {
    this.quiet = true;
    this.view.setState(EditorState.create({doc: text, extensions: this.extensions}));
    this.quiet = false;
  }

  goto(offset, focus = true) {
    const at = Math.min(offset, this.view.state.doc.length);
    this.view.dispatch({selection: {anchor: at}, effects: EditorView.scrollIntoView(at, {y: "center"})});
    if (focus) this.view.focus();
  }

  // Remarks wait until a composition has ended: marks that move under it garble what is typed.
  mark(problems) {
    this.hold = problems;
    if (!this.view.composing) this.release();
  }

  release() {
    if (!this.hold || this.view.composing) return;
    const length = this.view.state.doc.length;
    const made = this.hold.filter((p) => p.from !== null && p.from !== undefined && p.from <= length).map((p) => ({
      from: p.from, to: Math.min(Math.max(p.to, p.from), length), severity: p.severity === "error" ? "error" : "warning", message: `${p.message}\n直し方: ${p.cure}`,
    }));
    this.hold = null;
    this.view.dispatch(setDiagnostics(this.view.state, made));
  }
}
