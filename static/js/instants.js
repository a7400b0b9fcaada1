// In the admin: the instant in words below a field is that of the saved value. It goes when another is typed.

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, ({ target }) => {
    const written = target.closest("[data-field]")?.querySelector("[data-instant]");
    if (written) written.hidden = true;
  });
}
