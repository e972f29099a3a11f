/* Keys, focus and small comforts. Everything works without this file. */

const KEYS_OFF = "cauce-sin-atajos";
const TOAST_MILLISECONDS = 8000;

const $ = (selector) => document.querySelector(selector);
const isTyping = (element) =>
  element.matches?.("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");

function move(step) {
  const rows = [...document.querySelectorAll(".task")];
  if (!rows.length) return;
  let at = rows.indexOf(document.activeElement);
  if (at < 0) at = rows.findIndex((row) => row.hasAttribute("aria-current"));
  rows[Math.min(rows.length - 1, Math.max(0, at + step))].focus();
}

/** One table feeds the handler; the help dialog and `aria-keyshortcuts` say the same. */
const SINGLE = {
  j: () => move(1),
  k: () => move(-1),
  c: () => $("[data-key=tomar]")?.click(),
  C: () => $("[data-key=devolver]")?.click(),
  e: () => $("[data-key=caso]")?.click(),
  "/": () => $("#buscar")?.focus(),
  "?": () => $("#atajos")?.showModal(),
};
const GO = { b: "/bandeja", e: "/casos" };
let going = false;

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    event.preventDefault();
    if (event.repeat) return;
    const form = $("#formulario");
    form?.requestSubmit($(`button[form=${form.id}]`) ?? undefined);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "Escape") {
    document.querySelectorAll("details.me[open], details.ask[open]").forEach((open) => (open.open = false));
    return;
  }
  if (localStorage.getItem(KEYS_OFF)) return;
  if (going && GO[event.key]) {
    location.href = GO[event.key];
    return;
  }
  going = event.key === "g";
  const act = SINGLE[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

function mark() {
  const open = $("#panel")?.dataset.task;
  for (const row of document.querySelectorAll(".task")) {
    row.toggleAttribute("aria-current", row.dataset.task === open);
    if (row.dataset.task === open) row.setAttribute("aria-current", "true");
  }
}

/** What changed in a document is in sight where it stands beside a task. */
function showChange() {
  const desk = $(".desk");
  const change = desk?.querySelector("ins, del");
  if (change) desk.scrollTop += change.getBoundingClientRect().top - desk.getBoundingClientRect().top - desk.clientHeight / 3;
}

let scroll = 0;
document.addEventListener("htmx:beforeSwap", () => (scroll = $(".tasks")?.scrollTop ?? 0));
document.addEventListener("htmx:afterSettle", (event) => {
  const tasks = $(".tasks");
  if (tasks && scroll) tasks.scrollTop = scroll;
  mark();
  const title = $("#panel")?.dataset.title;
  if (title) document.title = title;
  const inside = event.detail.elt ?? document;
  if (inside.querySelector?.(".desk")) showChange();
  const target = inside.matches?.("[data-focus]") ? inside : inside.querySelector?.("[data-focus]");
  target?.focus({ preventScroll: target.matches("h1") });
  if (target?.matches("h1")) {
    $(".panel-body")?.scrollTo(0, 0);
    if (matchMedia("(max-width: 47.99rem)").matches) scrollTo(0, 0);
  }
});

/** Who chooses a language or colours comes back to what they look at now. */
document.addEventListener("htmx:pushedIntoHistory", () => {
  for (const back of document.querySelectorAll("[name=volver]")) back.value = location.pathname + location.search;
});

/** What went wrong stays over the page, and the page as it was, until something goes well. */
function warn(text) {
  const banner = $("#sin-red");
  if (!banner) return;
  banner.textContent = text;
  banner.hidden = !text;
}
const away = () => warn($("#sin-red")?.dataset.offline ?? "");
document.addEventListener("htmx:sendError", away);
document.addEventListener("htmx:timeout", away);
document.addEventListener("htmx:afterRequest", (event) => event.detail.successful && warn(""));
document.addEventListener("htmx:responseError", (event) => {
  const said = event.detail.xhr.getResponseHeader("X-Aviso");
  said ? warn(decodeURIComponent(said)) : away();
});

let clearing;
const toast = $("#aviso");
if (toast) {
  new MutationObserver(() => {
    clearTimeout(clearing);
    if (toast.textContent) clearing = setTimeout(() => toast.replaceChildren(), TOAST_MILLISECONDS);
  }).observe(toast, { childList: true });
}

/* What comes next has its button where this one stood: the rest of a double click is not for it. */
document.addEventListener(
  "click",
  (event) => {
    if (event.detail < 2 || !event.target.closest(".bar button, .acts button")) return;
    event.preventDefault();
    event.stopPropagation();
  },
  { capture: true },
);

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-help]")) $("#atajos")?.showModal();
  const link = event.target.closest(".summary a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (field) {
    event.preventDefault();
    field.closest(".f")?.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  }
  for (const open of document.querySelectorAll("details.me[open], details.ask[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

for (const box of document.querySelectorAll("[data-keys]")) {
  box.checked = !localStorage.getItem(KEYS_OFF);
  box.addEventListener("change", () =>
    box.checked ? localStorage.removeItem(KEYS_OFF) : localStorage.setItem(KEYS_OFF, "1"),
  );
}
showChange();
$("[data-focus]")?.focus({ preventScroll: true });
