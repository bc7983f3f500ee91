/**
 * A sheet to fill in and print. Nothing that is typed leaves this page: no request, no storage, no address.
 * Each control has beside it a piece of text that the print style shows in its place, so that a long answer is
 * printed whole and not cut at the width of its box.
 */

const TYPED = 'input:not([type="checkbox"], [type="radio"]), textarea, select';

/** What a control's answer looks like on paper. */
function onPaper(control, form) {
  if (control instanceof HTMLSelectElement) return control.value && control.selectedOptions[0].textContent;
  if (control.type !== "date") return control.value;
  if (!control.value) return form.dataset.dateBlank;
  const [year, month, day] = control.value.split("-").map(Number);
  const language = control.closest("[lang]").lang;
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(Date.UTC(year, month - 1, day));
}

/** Every answer as it stands, to give it back after a clearing that was not meant. */
const remember = (form) => [...form.elements].map((control) => ({ control, value: control.value, checked: control.checked }));

function enliven(form) {
  const button = (what) => form.querySelector(`[data-do="${what}"]`);
  const status = form.querySelector('[role="status"]');
  const papers = [...form.querySelectorAll(TYPED)].map((control) => {
    const paper = document.createElement("span");
    paper.className = "typed";
    control.before(paper);
    return { control, paper };
  });
  let before = [];

  function write() {
    for (const { control, paper } of papers) paper.textContent = onPaper(control, form);
  }

  function tell(text, undo) {
    status.textContent = text;
    button("undo").hidden = !undo;
    write();
  }

  button("print").addEventListener("click", () => print());
  button("clear").addEventListener("click", () => {
    before = remember(form);
    form.reset();
    tell(status.dataset.cleared, true);
  });
  button("undo").addEventListener("click", () => {
    for (const { control, value, checked } of before) {
      if (control.type === "checkbox" || control.type === "radio") control.checked = checked;
      else if (control.matches(TYPED)) control.value = value;
    }
    tell(status.dataset.restored, false);
    button("clear").focus();
  });
  form.addEventListener("input", () => tell("", false));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("beforeprint", write);
  addEventListener("pageshow", write);

  form.querySelector(".sheet-tools").hidden = false;
  form.classList.add("live");
  write();
}

document.querySelectorAll("form.sheet").forEach(enliven);
