// Progressive touches for every page: clocks tick, hashes copy, live parts refresh, errors take the focus. Pages work without it.
document.documentElement.classList.add("q-js");

// The server's clock: its moment when it wrote the page, counted on by this machine's steady timer.
const clock = document.querySelector("[data-server-now]");
const written = clock ? new Date(clock.dataset.serverNow).getTime() : 0;
const read = performance.getEntriesByType("navigation")[0]?.responseStart ?? 0;
const policy = window.trustedTypes ? window.trustedTypes.createPolicy("qinglian", { createHTML: (html) => html }) : { createHTML: (html) => html };

// ---- clocks: the server's moment plus what passed since; the machine's own clock is never asked ----

function two(number) {
  return String(number).padStart(2, "0");
}

function serverNow() {
  return new Date(written + performance.now() - read);
}

function inChina(moment) {
  return new Date(moment.getTime() + 8 * 3600 * 1000);
}

function tickNow(element) {
  const here = inChina(serverNow());
  const figures = element.querySelector("[data-figures]");
  figures.textContent = `${two(here.getUTCHours())}:${two(here.getUTCMinutes())}:${two(here.getUTCSeconds())}`;
}

function leftOf(seconds) {
  return `${two(Math.floor((seconds % 86400) / 3600))}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
}

function tickDeadline(element) {
  const seconds = Math.max(0, Math.floor((new Date(element.dataset.deadline) - serverNow()) / 1000));
  const days = Math.floor(seconds / 86400);
  if (seconds === 0 && element.dataset.passed) {
    element.textContent = element.dataset.passed;
    delete element.dataset.deadline;
    return;
  }
  element.closest(".q-clock")?.classList.toggle("q-clock-urgent", seconds < 86400);
  if (days === 0) element.querySelectorAll("span:not(:last-of-type), small").forEach((part) => part.remove());
  const parts = element.querySelectorAll("span");
  if (parts.length === 2) [parts[0].textContent, parts[1].textContent] = [String(days), leftOf(seconds)];
  else if (parts.length === 1) parts[0].textContent = leftOf(seconds);
  else element.textContent = leftOf(seconds);
  announce(element, seconds);
}

function announce(element, seconds) {
  if (seconds !== 600 && seconds !== 60) return;
  const says = element.parentElement.querySelector("[data-clock-says]");
  if (says) says.textContent = element.dataset.soon.replace("{n}", String(seconds / 60));
}

function tick() {
  document.querySelectorAll("[data-server-now]").forEach(tickNow);
  document.querySelectorAll("[data-deadline]").forEach(tickDeadline);
}

// ---- copy buttons ----

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  button.classList.add("q-copied");
  const before = button.getAttribute("aria-label");
  button.setAttribute("aria-label", document.documentElement.lang === "en" ? "Copied" : "已复制");
  setTimeout(() => { button.setAttribute("aria-label", before); button.classList.remove("q-copied"); }, 2000);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
});

// ---- live parts: <div data-live="/address/" data-live-seconds="2">; the server answers 304 when nothing changed ----

// A part that holds the focus, or something typed and not yet sent, stays as it is.
function isInUse(part) {
  const typed = [...part.querySelectorAll("input, textarea")].some((field) => field.value !== field.defaultValue);
  return typed || (part.contains(document.activeElement) && document.activeElement !== document.body);
}

function replaceParts(region, html) {
  const fresh = new DOMParser().parseFromString(policy.createHTML(html), "text/html");
  for (const part of region.querySelectorAll("[data-part]")) {
    const successor = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!successor || isInUse(part) || successor.innerHTML === part.innerHTML) continue;
    part.replaceChildren(...successor.childNodes);
  }
}

async function refresh(region) {
  const headers = region.qTag ? { "If-None-Match": region.qTag } : {};
  const answer = await fetch(region.dataset.live, { headers, cache: "no-store", credentials: "same-origin" });
  if (answer.status === 304) return;
  if (!answer.ok) throw new Error(String(answer.status));
  region.qTag = answer.headers.get("ETag");
  replaceParts(region, await answer.text());
}

async function watch(region) {
  const notice = document.querySelector("[data-live-offline]");
  try {
    if (!document.hidden) await refresh(region);
    region.qSeen = serverNow();
    if (notice) notice.hidden = true;
  } catch {
    if (notice && notice.hidden) {
      const here = inChina(region.qSeen || serverNow());
      notice.querySelector("[data-stands-at]").textContent = `${two(here.getUTCHours())}:${two(here.getUTCMinutes())}:${two(here.getUTCSeconds())}`;
      notice.hidden = false;
    }
  }
  if (!region.querySelector("[data-live-done]")) setTimeout(() => watch(region), 1000 * Number(region.dataset.liveSeconds || 2));
}

// ---- live forms: <form data-judge="/address/" data-judge-into="#id">: verdicts follow what is typed, nothing is saved ----

async function judge(form) {
  const answer = await fetch(form.dataset.judge, { method: "POST", body: new FormData(form), credentials: "same-origin" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(policy.createHTML(await answer.text()), "text/html");
  document.querySelector(form.dataset.judgeInto).replaceChildren(...fresh.body.childNodes);
}

function judgeSoon(form) {
  clearTimeout(form.qTimer);
  form.qTimer = setTimeout(() => judge(form), 400);
}

document.querySelectorAll("[data-live]").forEach((region) => setTimeout(() => watch(region), 1000 * Number(region.dataset.liveSeconds || 2)));
document.querySelectorAll("form[data-judge]").forEach((form) => form.addEventListener("input", () => judgeSoon(form)));
const wrong = document.querySelector("[data-focus]");
if (wrong) wrong.focus();
if (clock) {
  tick();
  setInterval(tick, 1000);
}
