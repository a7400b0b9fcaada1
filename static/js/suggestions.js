// Suggestions under a search field: the combobox of ARIA 1.2. Without this script the same form searches.
import Combobox from "./vendor/combobox-nav.js";

const SHORTEST = 2; // characters
const PAUSE = 150; // milliseconds without a key, before the server is asked
let number = 0;

class Suggestions {
  constructor(place) {
    this.texts = place.dataset;
    this.input = place.querySelector("input");
    this.list = this.add("div", { className: "suggestions", id: `suggestions-${++number}`, role: "listbox", hidden: true });
    this.list.setAttribute("aria-label", this.texts.label);
    this.status = this.add("p", { className: "visually-hidden", role: "status" });
    this.combobox = new Combobox(this.input, this.list, { tabInsertsSuggestions: false });
    this.input.removeAttribute("aria-haspopup"); // a combobox has a listbox without saying so
    this.input.addEventListener("input", () => this.wait());
    this.input.addEventListener("focus", () => this.wait());
    this.input.addEventListener("blur", () => this.close());
    this.input.addEventListener("keydown", (event) => this.escape(event));
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  }

  add(name, properties, parent = this.input.parentElement) {
    const element = Object.assign(document.createElement(name), properties);
    parent.append(element);
    return element;
  }

  wait() {
    clearTimeout(this.timer);
    this.running?.abort();
    if (this.input.value.trim().length < SHORTEST) this.close();
    else this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const asked = this.input.value.trim();
    this.running = new AbortController();
    try {
      const address = `${this.texts.suggestions}?${new URLSearchParams({ q: asked })}`;
      const response = await fetch(address, { signal: this.running.signal });
      const found = response.ok ? (await response.json()).suggestions : [];
      if (document.activeElement === this.input && asked === this.input.value.trim()) this.show(found);
    } catch (error) {
      if (error.name !== "AbortError") this.close(); // the form is still there
    }
  }

  show(found) {
    this.close();
    this.list.replaceChildren();
    for (const kind of new Set(found.map((one) => one.kind))) this.group(kind, found.filter((one) => one.kind === kind));
    this.status.textContent = this.counted(found.length);
    if (!found.length) return;
    this.list.hidden = false;
    this.combobox.start();
  }

  group(kind, options) {
    const group = this.add("div", { role: "group" }, this.list);
    const id = `${this.list.id}-${kind}`;
    this.add("p", { id, className: "suggestions__kind", role: "presentation", textContent: this.texts[kind] }, group);
    group.setAttribute("aria-labelledby", id);
    options.forEach((one, place) => this.option(one, `${id}-${place}`, group));
  }

  option({ label, detail, url }, id, group) {
    const option = this.add("a", { id, href: url, role: "option", tabIndex: -1, className: "suggestion" }, group);
    this.add("span", { className: "suggestion__label", textContent: label }, option);
    if (detail) option.append(" ");
    if (detail) this.add("span", { className: "suggestion__detail", textContent: detail }, option);
  }

  counted(total) {
    const text = total === 0 ? this.texts.none : total === 1 ? this.texts.one : this.texts.many;
    return text.replace("%s", total);
  }

  escape(event) {
    if (event.key !== "Escape" || this.list.hidden) return;
    event.preventDefault(); // the words stay
    this.close();
  }

  close() {
    if (!this.list.hidden) this.combobox.stop();
    this.list.hidden = true;
    this.status.textContent = "";
  }
}

for (const place of document.querySelectorAll("[data-suggestions]")) new Suggestions(place);
