// A filtered list that changes in place. Without this script the same form and links load the page anew.

const list = document.querySelector("[data-live-list]");
const form = list?.querySelector("form");
let running;

function addressOf(form) {
  const data = new FormData(form);
  const given = [...data].filter(([, value]) => value !== "");
  const query = new URLSearchParams(given).toString();
  return form.action.split("?")[0] + (query ? `?${query}` : "");
}

/** Puts the answer's list, count, choices and links to the other language in the place of this page's. */
function show(answer) {
  const part = (page, selector) => page.querySelector(selector);
  for (const selector of ["[data-live-part]", ".languages"]) {
    part(document, selector).replaceChildren(...part(answer, selector).childNodes);
  }
  for (const control of form.elements) {
    const fresh = control.name && part(answer, `form.filters [name="${control.name}"]`);
    if (!fresh) continue;
    if (control.options) control.replaceChildren(...fresh.cloneNode(true).children);
    if (control !== document.activeElement || control.options) control.value = fresh.value;
    for (const name of ["aria-invalid", "aria-describedby"]) {
      control.toggleAttribute(name, fresh.hasAttribute(name));
      if (fresh.hasAttribute(name)) control.setAttribute(name, fresh.getAttribute(name));
    }
  }
  for (const link of document.head.querySelectorAll("link[rel=alternate][type]")) {
    link.href = part(answer, `link[rel=alternate][type="${link.type}"]`)?.href ?? link.href; // the list's own feeds
  }
  const count = part(document, ".count");
  count.textContent = part(answer, ".count").textContent; // a live region: the new count is read aloud
  document.title = answer.title;
}

async function load(address, isNew) {
  running?.abort();
  running = new AbortController();
  list.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address, { signal: running.signal });
    if (!response.ok) throw new Error(response.status);
    const answer = new DOMParser().parseFromString(await response.text(), "text/html");
    if (isNew) history.pushState(null, "", address);
    show(answer);
    list.removeAttribute("aria-busy");
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

if (form && window.DOMParser) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    load(addressOf(form), true);
  });
  form.addEventListener("change", (event) => {
    if (event.target.type !== "search") load(addressOf(form), true);
  });
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
    const isHere = link && link.origin === location.origin && link.pathname === location.pathname && !link.hash;
    if (!isPlain || !isHere) return;
    event.preventDefault();
    const wasPage = link.rel === "prev" || link.rel === "next";
    load(link.href, true).then(() => {
      const heading = list.querySelector("h1");
      heading.tabIndex = -1;
      heading.focus({ preventScroll: !wasPage });
    });
  });
  window.addEventListener("popstate", () => load(location.href, false));
}
