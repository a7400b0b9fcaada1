// Between a list and a release, where the browser has view transitions: the title that was followed becomes the
// title of the release, and goes back to its place. The release's side is in the style sheet.

const NAME = "release-title";

function titleOf(address) {
  const links = document.querySelectorAll(":is(.card__title, .lead__title) a");
  return [...links].find((link) => link.href === address)?.parentElement;
}

function carry(transition, address) {
  const title = address && titleOf(address);
  if (!transition || !title) return;
  title.style.viewTransitionName = NAME;
  transition.finished.finally(() => title.style.removeProperty("view-transition-name"));
}

window.addEventListener("pageswap", (event) => carry(event.viewTransition, event.activation?.entry?.url));
window.addEventListener("pagereveal", (event) => carry(event.viewTransition, navigation.activation?.from?.url));
