/** A scroll is kept once it has come to rest for so long, in milliseconds. */
const calm = 100;

/** Brings the page back to where it was, and tells from then on where it is: pixels from its top. */
export function keepScroll(before: number, keep: (top: number) => void): void {
  const page = document.scrollingElement;
  if (page === null) return;
  page.scrollTop = before;
  let timer: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener('scroll', () => {
    clearTimeout(timer);
    timer = setTimeout(() => keep(page.scrollTop), calm);
  });
}
