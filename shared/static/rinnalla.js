// Small comforts. Every page works the same without them.
(() => {
  "use strict";

  // A person who sent a form with mistakes hears the list of them first.
  const sayProblem = (root) => root.querySelector?.(".problem")?.focus();
  document.addEventListener("DOMContentLoaded", () => sayProblem(document));
  document.addEventListener("htmx:after:swap", () => sayProblem(document));

  // A second press within three seconds sends nothing; the server would refuse it politely anyway.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 3000);
  });

  // A form that is on its way saves no draft any more: it would come back as one.
  document.addEventListener("htmx:before:request", (event) => {
    const form = event.target.closest?.("form[hx-post]:not([hx-boost])");
    if (form?.dataset.sent) event.preventDefault();
  });

  // A draft holds what was typed; files go with the button.
  document.addEventListener("htmx:config:request", (event) => {
    const body = event.detail.ctx.request.body;
    if (!(body instanceof FormData)) return;
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  });

  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.who[open]")) {
      if (menu !== except) menu.open = false;
    }
  };
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.who")));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeMenus(null);
  });

  // Where a page has been on its way here is nothing to keep in the address.
  const address = new URL(location.href);
  if (address.searchParams.has("tried")) {
    address.searchParams.delete("tried");
    history.replaceState(history.state, "", address);
  }

  // "/" goes to the search, unless somebody is writing.
  document.addEventListener("keydown", (event) => {
    const isWriting = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
    const fields = [...document.querySelectorAll("#search-text, .search-large input")];
    const field = fields.find((each) => each.checkVisibility());
    const link = document.querySelector(".search-link");
    if (!field && !link) return;
    event.preventDefault();
    if (field) field.focus();
    else link.click();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
})();
