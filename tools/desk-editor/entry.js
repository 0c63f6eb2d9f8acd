// What the desk uses of CodeMirror 6, as one global: built by `npm ci && npm run build` into static/vendor/codemirror.js.
import {EditorState, Compartment} from "@codemirror/state";
import {EditorView, keymap, lineNumbers, drawSelection, highlightActiveLine} from "@codemirror/view";
import {defaultKeymap, history, historyKeymap} from "@codemirror/commands";
import {yaml} from "@codemirror/lang-yaml";
import {syntaxHighlighting, HighlightStyle} from "@codemirror/language";
import {tags} from "@lezer/highlight";
import {setDiagnostics, lintGutter} from "@codemirror/lint";
import {autocompletion} from "@codemirror/autocomplete";
window.CM = {EditorState, Compartment, EditorView, keymap, lineNumbers, drawSelection, highlightActiveLine, defaultKeymap,
  history, historyKeymap, yaml, syntaxHighlighting, HighlightStyle, tags, setDiagnostics, lintGutter, autocompletion};
