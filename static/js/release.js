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

const actions = {
  "[data-copy]": (button) => copy(button.dataset.copy),
  "[data-copy-text]": (button) => copy(wordsOf(document.querySelector(button.dataset.copyText))),
  "[data-copy-quote]": (button) => copy(wordsOf(button.closest("figure")).replace(/\s*\n+\s*/, "\n– ")),
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
