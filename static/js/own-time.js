// The hour of an embargo where the reader is, beside the one of Paris that is written.

const written = { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" };
const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

for (const time of document.querySelectorAll("time[data-own-time]")) {
  const beside = time.nextElementSibling;
  const instant = new Date(time.dateTime);
  const inParis = instant.toLocaleString("fr", { timeZone: "Europe/Paris" });
  if (instant.toLocaleString("fr") === inParis) continue; // the same hour: once is enough
  const language = document.documentElement.lang.replace(/^en$/, "en-GB");
  const hour = new Intl.DateTimeFormat(language, { ...written, timeZoneName: "short" }).format(instant);
  beside.querySelector("[data-own-hour]").textContent = `${hour} (${zone.replaceAll("_", " ")})`;
  beside.hidden = false;
}
