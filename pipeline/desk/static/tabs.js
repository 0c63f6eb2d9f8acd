// The tabs of a page and what they control (aria-controls): by mouse and by the arrow keys.
// `shown(name)` hears which one is open now. What comes back opens one by its name.
export function tabs(shown) {
  const every = [...document.querySelectorAll("[role=tab]")], list = document.querySelector("[role=tablist]");
  const open = (name) => {
    for (const one of every) {
      const on = one.id === `tab-${name}`;
      one.setAttribute("aria-selected", on);
      one.tabIndex = on ? 0 : -1;
      document.getElementById(one.getAttribute("aria-controls")).hidden = !on;
    }
    shown(name);
  };
  list.addEventListener("click", (event) => { if (event.target.matches("[role=tab]")) open(event.target.id.slice(4)); });
  list.addEventListener("keydown", (event) => {
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (!step) return;
    const next = every[(every.indexOf(document.activeElement) + step + every.length) % every.length];
    open(next.id.slice(4));
    next.focus();
  });
  return open;
}
