// What a journalist takes away from a release: its link, its text, a quotation, a printed copy.

const done = document.querySelector(".tools__done");

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    done.textContent = done.dataset.done;
  } catch {
    done.textContent = done.dataset.refused;
  }
}

/** The words of a passage as one would paste them: without tools, tables of contents and notes of the site. */
function wordsOf(element) {
  const passage = element.cloneNode(true);
  passage.querySelectorAll("button, .tools, .contents, .age, .figure, nav").forEach((part) => part.remove());
  const frame = document.createElement("div");
  frame.className = "visually-hidden copying";
  frame.append(passage);
  document.body.append(frame);
  const text = passage.innerText.replace(/\n{3,}/g, "\n\n").trim();
  frame.remove();
  return text;
}

/** The plain text of the release as others are given it. The promise goes to the clipboard at once: some browsers allow a
 * copy only while the button is being pressed. */
async function copyTextFrom(button) {
  const words = fetch(button.dataset.copyFrom)
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)))
    .catch(() => wordsOf(document.querySelector(button.dataset.copyText)));
  if (!window.ClipboardItem) return copy(await words);
  try {
    const item = words.then((text) => new Blob([text.trim()], { type: "text/plain" }));
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": item })]);
    done.textContent = done.dataset.done;
  } catch {
    await copy(await words);
  }
}

/** Who said it to whom and when: the release's number and date, in brackets. */
function sourceOf() {
  const words = (selector) => document.querySelector(selector)?.textContent.trim();
  const source = [words(".release__head .reference"), words(".release__head .dateline")].filter(Boolean).join(", ");
  return source && `\n(AP-HP, ${source})`;
}

const actions = {
  "[data-copy]": (button) => copy(button.dataset.copy),
  "[data-copy-text]": (button) =>
    button.dataset.copyFrom ? copyTextFrom(button) : copy(wordsOf(document.querySelector(button.dataset.copyText))),
  "[data-copy-quote]": (button) => copy(wordsOf(button.closest("figure")).replace(/\s*\n+\s*/, "\n– ") + sourceOf()),
  "[data-print]": () => window.print(),
};

for (const [selector, action] of Object.entries(actions)) {
  for (const button of document.querySelectorAll(selector)) {
    if (selector !== "[data-print]" && !navigator.clipboard) continue;
    button.addEventListener("click", () => action(button));
    button.hidden = false;
    if (button.parentElement.matches("li")) button.parentElement.hidden = false;
  }
}
