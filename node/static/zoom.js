// Moves a map by wheel, drag, pinch and keys. When it rests, the node is asked for the same part in more detail, and the
// address names it. Without this script the signs beside the map lead to the same parts.
"use strict";
{
  const steps = document.querySelector("nav.zoom");
  const figure = steps?.closest("figure");
  const map = figure?.querySelector("svg.map");
  const [WHOLE, HEIGHT] = (map?.getAttribute("viewBox") ?? "0 0 1 1").split(" ").slice(2).map(Number);
  const SHAPE = HEIGHT / WHOLE;
  const REST_MILLIS = 300;
  const SLIDE_MILLIS = 180;
  const CLICK_PIXELS = 5;
  const KEYS = {
    "+": "closer",
    "=": "closer",
    "-": "farther",
    "−": "farther",
    0: "whole",
    ArrowUp: "north",
    ArrowDown: "south",
    ArrowLeft: "west",
    ArrowRight: "east",
  };

  /** Left, top and width in units of the whole map: what is drawn, what is seen of it, where that is going. */
  let drawn = steps && part(steps);
  let seen = { ...drawn };
  let goal = seen;
  let resting;
  let sliding;
  let asking;

  function part({ dataset: { x, y, width } }) {
    return { x: Number(x), y: Number(y), width: Number(width) };
  }

  /** The nearest part that lies within the map. */
  function within({ x, y, width }) {
    const wide = Math.min(WHOLE, Math.max(Number(steps.dataset.least), width));
    const inside = (place, most) => Math.min(Math.max(0, place), Math.max(0, most));
    return { x: inside(x, WHOLE - wide), y: inside(y, HEIGHT - wide * SHAPE), width: wide };
  }

  /** The part around a place that stays where it is, so many times as wide. */
  function zoomed(from, factor, at = { x: from.x + from.width / 2, y: from.y + (from.width * SHAPE) / 2 }) {
    const { width } = within({ ...from, width: from.width * factor });
    const share = width / from.width;
    return within({ x: at.x - (at.x - from.x) * share, y: at.y - (at.y - from.y) * share, width });
  }

  /** The part so many widths further. */
  function moved(from, east, south) {
    return within({ ...from, x: from.x + east * from.width, y: from.y + south * from.width * SHAPE });
  }

  const isSame = (a, b) => a.x === b.x && a.y === b.y && a.width === b.width;

  function draw() {
    const scale = WHOLE / drawn.width;
    const box = [seen.x - drawn.x, seen.y - drawn.y, seen.width, seen.width * SHAPE].map((units) => units * scale);
    map.setAttribute("viewBox", box.map((units) => Math.round(units * 1000) / 1000).join(" "));
    map.classList.toggle("close", seen.width < WHOLE);
    // Marks keep their size.
    for (const spot of map.querySelectorAll("a.spot")) {
      const circle = spot.querySelector("circle");
      const [x, y] = ["cx", "cy"].map((name) => circle.getAttribute(name));
      spot.setAttribute("transform", `translate(${x} ${y}) scale(${seen.width / drawn.width}) translate(${-x} ${-y})`);
    }
    for (const step of steps.querySelectorAll("a"))
      if (isSame(stepped(seen, step.dataset.step), seen)) step.setAttribute("aria-disabled", "true");
      else step.removeAttribute("aria-disabled");
  }

  /** Shows a part at once. */
  function show(next) {
    cancelAnimationFrame(sliding);
    seen = goal = next;
    draw();
    clearTimeout(resting);
    // Whoever moves on asks for something else; what is not answered is drawn as it was.
    resting = setTimeout(() => rest().catch(() => {}), REST_MILLIS);
  }

  /** Goes there, unless somebody would rather see no movement. */
  function slide(next) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return show(next);
    const from = seen;
    const begun = performance.now();
    const step = (now) => {
      const share = Math.min(1, (now - begun) / SLIDE_MILLIS);
      const between = (a, b) => a + (b - a) * share;
      show({ x: between(from.x, next.x), y: between(from.y, next.y), width: between(from.width, next.width) });
      goal = next;
      if (share < 1) sliding = requestAnimationFrame(step);
    };
    cancelAnimationFrame(sliding);
    goal = next;
    sliding = requestAnimationFrame(step);
  }

  /** Names the part in the address, and asks the node for a drawing of it. */
  async function rest() {
    if (!isSame(seen, goal)) return;
    seen = goal = within({ x: Math.round(seen.x), y: Math.round(seen.y), width: Math.round(seen.width) });
    const at = seen.width < WHOLE ? `${seen.x},${seen.y},${seen.width}` : "";
    const address = named(location.href, at);
    history.replaceState(null, "", address);
    for (const link of figure.querySelectorAll(".measures a")) link.href = named(link.href, at);
    for (const form of document.querySelectorAll("form.search")) carry(form, at);
    if (isSame(seen, drawn)) return;
    asking?.abort();
    asking = new AbortController();
    const answer = await fetch(address, { headers: { accept: "text/html" }, signal: asking.signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [fresh, place] = [page.querySelector("svg.map"), page.querySelector("nav.zoom")];
    if (!fresh || !place || !isSame(part(place), seen)) return;
    const hadFocus = map.contains(document.activeElement);
    const focused = document.activeElement?.getAttribute("href");
    drawn = part(place);
    map.replaceChildren(...fresh.childNodes);
    // What had the focus may be drawn in parts now; then the map has it.
    const again = [...map.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused);
    if (hadFocus) (again ?? map).focus({ preventScroll: true });
    draw();
  }

  function named(address, at) {
    const url = new URL(address);
    if (at) url.searchParams.set("at", at);
    else url.searchParams.delete("at");
    return url.href.replaceAll("%2C", ",");
  }

  /** The form asks for the same part. */
  function carry(form, at) {
    const field = form.querySelector("input[name=at]") ?? document.createElement("input");
    Object.assign(field, { type: "hidden", name: "at", value: at, disabled: !at });
    form.append(field);
  }

  function stepped(from, name) {
    switch (name) {
      case "closer":
        return zoomed(from, 1 / 2);
      case "farther":
        return zoomed(from, 2);
      case "whole":
        return { x: 0, y: 0, width: WHOLE };
      case "north":
        return moved(from, 0, -1 / 3);
      case "south":
        return moved(from, 0, 1 / 3);
      case "west":
        return moved(from, -1 / 3, 0);
      default:
        return moved(from, 1 / 3, 0);
    }
  }

  /** Goes a step further; tells whether there was anywhere to go. */
  function go(name) {
    const next = stepped(goal, name);
    if (isSame(next, goal)) return false;
    slide(next);
    return true;
  }

  /** A place of the window in units of the whole map. */
  function place({ clientX, clientY }) {
    const { left, top, width } = map.getBoundingClientRect();
    const unit = seen.width / width;
    return { x: seen.x + (clientX - left) * unit, y: seen.y + (clientY - top) * unit };
  }

  const fingers = new Map();
  let dragged = false;

  function pressed(event) {
    if (event.pointerType === "mouse" && event.button !== 0) return;
    if (fingers.size === 0) dragged = false;
    fingers.set(event.pointerId, { first: event, last: event });
  }

  function dragging(event) {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    // It was let go where the map could not see it.
    if (event.buttons === 0) {
      fingers.delete(event.pointerId);
      return;
    }
    const far = Math.hypot(event.clientX - finger.first.clientX, event.clientY - finger.first.clientY);
    if (!dragged && far < CLICK_PIXELS) return;
    if (!dragged) map.setPointerCapture(event.pointerId);
    dragged = true;
    const others = [...fingers.values()].filter((other) => other !== finger);
    const before = place(finger.last);
    const after = place(event);
    if (others.length === 0) {
      show(within({ ...seen, x: seen.x + before.x - after.x, y: seen.y + before.y - after.y }));
    } else {
      const still = others[0].last;
      const span = ({ clientX, clientY }) => Math.hypot(clientX - still.clientX, clientY - still.clientY);
      show(zoomed(seen, span(finger.last) / Math.max(1, span(event)), place(still)));
    }
    finger.last = event;
  }

  function turned(event) {
    // The page scrolls under a pointer that only passes by.
    if (!event.ctrlKey && !figure.contains(document.activeElement)) return;
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1);
    const next = zoomed(seen, Math.exp(Math.min(1, Math.max(-1, pixels / 400))), place(event));
    if (isSame(next, seen)) return;
    event.preventDefault();
    show(next);
  }

  if (map) {
    map.classList.add("live");
    map.setAttribute("tabindex", "-1");
    for (const hint of figure.querySelectorAll("[data-keys]")) hint.hidden = false;
    draw();
    map.addEventListener("pointerdown", pressed);
    map.addEventListener("pointermove", dragging);
    for (const end of ["pointerup", "pointercancel"])
      map.addEventListener(end, (event) => fingers.delete(event.pointerId));
    map.addEventListener("dragstart", (event) => event.preventDefault());
    map.addEventListener(
      "click",
      (event) => {
        if (dragged) event.preventDefault();
        dragged = false;
      },
      true,
    );
    map.addEventListener("wheel", turned, { passive: false });
    steps.addEventListener("click", (event) => {
      const step = event.target.closest("a")?.dataset.step;
      if (!step || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(step);
    });
    figure.addEventListener("keydown", (event) => {
      const step = KEYS[event.key];
      if (step && !event.ctrlKey && !event.metaKey && !event.altKey && go(step)) event.preventDefault();
    });
  }
}
