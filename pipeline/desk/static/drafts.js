// What is typed in the source and not saved survives a closed window, in this browser alone; each window keeps its own.
const PREFIX = "renkei:draft:";

export class Drafts {
  constructor(name) {
    this.name = name;
    this.own = `${PREFIX}${name}\n${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
    // Windows that are open hold a lock of the name of their draft; without it (not on this machine) none is known to be.
    navigator.locks?.request(this.own, () => new Promise(() => {}));
  }

  keep(unsaved, read) {
    try {
      if (!Object.keys(unsaved).length) { localStorage.removeItem(this.own); return; }
      localStorage.setItem(this.own, JSON.stringify({unsaved, read: Object.fromEntries(Object.keys(unsaved).map((f) => [f, read[f].sha256]))}));
    } catch { /* a browser without storage */ }
  }

  // `take(file, text, sha256)` says whether a text is dealt with; what is not stays for the next time.
  async restore(take) {
    try {
      const held = navigator.locks ? (await navigator.locks.query()).held.map((lock) => lock.name) : [];
      const left = Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${this.name}\n`) && key !== this.own && !held.includes(key));
      for (const key of left) {
        const kept = JSON.parse(localStorage.getItem(key));
        const rest = Object.entries(kept.unsaved).filter(([file, text]) => !take(file, text, kept.read[file]));
        if (rest.length) localStorage.setItem(key, JSON.stringify({...kept, unsaved: Object.fromEntries(rest)})); else localStorage.removeItem(key);
      }
    } catch { /* a browser without storage, or nothing that can be read */ }
  }
}
