// Downloads and prints are of the words as they are now: what is asked for is made first (made already: nothing is done).
// `make(what)` makes a document (its name), those of an area ("aomori/"), or all (""), and tells whether that went well.
export function freshDownloads(make) {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-make]");
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    // A window that is opened later would be blocked.
    const page = link.target ? window.open("", link.target) : null;
    if (!await make(link.dataset.make)) { page?.close(); return; }
    if (page) page.location.assign(link.href); else location.assign(link.href);
  });
}
