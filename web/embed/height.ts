/** Two heights that answer each other this fast are a dance: of a host whose scroll bar comes with one and goes with the other. */
const DANCE_MS = 1500;

/**
 * Tells how high the content is, in whole pixels, when it grew or shrank. Where two heights alternate (A, B, A, B) the greater one stays
 * until it is quiet. Choices that hang below the content count too. Answers how to stop.
 */
export function watchHeight(root: HTMLElement, tell: (height: number) => void): () => void {
  let told: { height: number; atMs: number }[] = [];
  let frame = 0;
  let later: ReturnType<typeof setTimeout> | undefined;

  const measure = (): number => {
    const bottoms = [...root.querySelectorAll('details[open] > .choices')].map((list) => list.getBoundingClientRect().bottom + 12);
    return Math.ceil(Math.max(root.getBoundingClientRect().bottom, ...bottoms) + window.scrollY);
  };
  const look = (): void => {
    frame = 0;
    const height = measure();
    const now = performance.now();
    const [last, earlier, first] = told;
    if (last !== undefined && height === last.height) return;
    clearTimeout(later);
    if (last !== undefined && height === earlier?.height && first?.height === last.height && height < last.height && now - first.atMs < DANCE_MS) {
      later = setTimeout(() => { told = []; soon(); }, DANCE_MS);
      return;
    }
    told = [{ height, atMs: now }, ...told].slice(0, 3);
    tell(height);
  };
  const soon = (): void => void (frame ||= requestAnimationFrame(look));

  const observer = new ResizeObserver(soon);
  observer.observe(root);
  root.addEventListener('toggle', soon, true);
  // At once: a frame that is off the screen is not drawn, and hears nothing of frames and sizes.
  look();
  return () => {
    observer.disconnect();
    root.removeEventListener('toggle', soon, true);
    cancelAnimationFrame(frame);
    clearTimeout(later);
  };
}
