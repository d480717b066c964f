// Where the keyboard and the screen reader are: at the heading of a new screen, and never lost.

let wanted = false;

/** The next screen's heading takes the focus as soon as it is there. */
export function wantFocus(): void {
  wanted = true;
}

/** Called by each heading when it is there: takes the focus and the top of the page if the screen is new. */
export function takeFocus(heading: HTMLElement | null): void {
  if (wanted && heading !== null) {
    wanted = false;
    scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  }
}

/** Gives the focus to the heading of the screen that is shown, e.g. after what was pressed has gone. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
}

/** Whenever what had the focus disappears or is disabled, the heading takes it. */
export function keepFocus(main: HTMLElement): () => void {
  let within = false;
  const entered = () => {
    within = true;
  };
  const changes = new MutationObserver(() => {
    const nowhere = document.activeElement === null || document.activeElement === document.body;
    if (within && nowhere && !wanted) {
      focusHeading();
    }
  });
  main.addEventListener("focusin", entered);
  changes.observe(main, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"] });
  return () => {
    main.removeEventListener("focusin", entered);
    changes.disconnect();
  };
}
