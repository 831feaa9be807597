// Offers suggestions while somebody types into the search field. Without it the page works as well.
"use strict";
{
  const field = document.querySelector("input[data-suggest]");
  const list = field && document.getElementById(field.getAttribute("list"));
  let asked = "";
  let timer;

  async function suggest() {
    const text = field.value.trim();
    if (text.length < 2 || text === asked) return;
    asked = text;
    const response = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(text)}`);
    // Whoever has typed on does not want the answer to what stood there before.
    if (!response.ok || field.value.trim() !== text) return;
    const { items } = await response.json();
    const options = items.map((item) => {
      const option = document.createElement("option");
      option.value = item.text;
      return option;
    });
    list.replaceChildren(...options);
  }

  if (list) {
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => suggest().catch(() => {}), 120);
    });
  }
}
