// Keeps searches under names in this browser, and nowhere else: nothing of it is sent. Without it the page works as well.
"use strict";
{
  const KEPT = "hanse-searches";
  const section = document.getElementById("saved");
  const list = section?.querySelector("ul");
  const form = section?.querySelector("form");
  const name = form?.querySelector("input");
  const status = section?.querySelector("[role=status]");
  const most = Number(section?.dataset.most);

  /** What is kept, the newest first; whatever else stands there is passed over. */
  function kept() {
    let found;
    try {
      found = JSON.parse(localStorage.getItem(KEPT));
    } catch {
      found = [];
    }
    const isSearch = (entry) =>
      typeof entry?.name === "string" && typeof entry.question === "string" && entry.question.startsWith("?");
    return Array.isArray(found) ? found.filter(isSearch).slice(0, most) : [];
  }

  /** Keeps these searches; tells whether the browser did. */
  function keep(searches) {
    try {
      localStorage.setItem(KEPT, JSON.stringify(searches));
      return true;
    } catch {
      say("failed", "");
      return false;
    }
  }

  /** The question of this page, without the language and the place in the results. */
  function question() {
    const asked = new URLSearchParams(location.search);
    for (const [key, value] of [...asked]) if (!value.trim() || key === "page" || key === "lang") asked.delete(key);
    return `?${asked}`;
  }

  /** What this page asks, in the words of its form. */
  function words() {
    const fields = document.querySelectorAll("form.search :is(input, select)");
    const said = [...fields].map((field) => (field.selectedOptions && field.value ? field.selectedOptions[0].text : field.value));
    return said.filter((words) => words.trim()).join(", ").slice(0, name.maxLength);
  }

  function say(what, about) {
    status.textContent = section.dataset[what].replace("{name}", () => about);
  }

  function show() {
    const searches = kept();
    list.replaceChildren(
      ...searches.map(({ name, question }) => {
        const [item, link, button] = ["li", "a", "button"].map((name) => document.createElement(name));
        link.textContent = name;
        link.setAttribute("href", `${location.pathname}${question}`);
        button.type = "button";
        button.textContent = section.dataset.take;
        button.setAttribute("aria-label", section.dataset.remove.replace("{name}", () => name));
        button.addEventListener("click", () => remove(name));
        item.append(link, button);
        return item;
      }),
    );
    list.hidden = searches.length === 0;
    section.hidden = !form && searches.length === 0 && !status.textContent;
  }

  function remove(name) {
    const place = kept().findIndex((entry) => entry.name === name);
    if (!keep(kept().filter((entry) => entry.name !== name))) return;
    say("removed", name);
    show();
    // The focus goes to what came behind it, else before it, else to what is left of the section.
    const buttons = list.querySelectorAll("button");
    (buttons[place] ?? buttons[place - 1] ?? form?.querySelector("input") ?? section).focus();
  }

  if (section) {
    show();
    if (form) name.value = words();
    form?.addEventListener("submit", (event) => {
      event.preventDefault();
      const called = name.value.trim();
      const others = kept().filter((entry) => entry.name !== called);
      if (!called) return name.focus();
      if (others.length >= most) return say("full", called);
      if (!keep([{ name: called, question: question() }, ...others])) return;
      say("kept", called);
      show();
    });
    // Another tab has kept or removed one.
    addEventListener("storage", show);
  }
}
