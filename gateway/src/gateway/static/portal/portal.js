// Enhancement only: every page works without this file.
import { initAll } from "../nhsuk/nhsuk-frontend.min.js";

initAll();

// A page whose work goes on in the background says where to look again.
// Its progress part is fetched and put in place, so nobody has to press "Check again".
const PAUSE_MS = 2000;

async function lookAgain(part) {
  const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = fresh.getElementById(part.id);
  if (next && next.hasAttribute("data-look-again")) {
    part.replaceChildren(...next.childNodes);
    setTimeout(() => lookAgain(part), PAUSE_MS);
  } else {
    window.location.reload();
  }
}

const waiting = document.querySelector("[data-look-again]");
if (waiting) setTimeout(() => lookAgain(waiting), PAUSE_MS);

// An address can be copied with one press where the browser lets a page do that.
for (const button of document.querySelectorAll("[data-copies]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copies);
    await navigator.clipboard.writeText(field.value);
    button.parentElement.querySelector("[data-copied]").textContent = "Copied";
  });
}
