/** Of everything that is drawn: what a picture needs in place of the page's style sheet. */
const PAINT = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'opacity', 'vector-effect', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'paint-order', 'letter-spacing'] as const;
const SKIPPED = 'details.rows, details.menu, button, form, input, .vh, .only-s';

/**
 * A card as one SVG that stands alone: its shapes with their colours written out, its HTML text as text at the places where the browser set
 * it. What is hidden at this width stays hidden.
 */
export function svgOf(card: Element): { svg: string; width: number; height: number } {
  const frame = card.getBoundingClientRect();
  const width = Math.ceil(frame.width);
  const height = Math.ceil(frame.height);
  const at = (rect: DOMRect): string => `translate(${round(rect.left - frame.left)} ${round(rect.top - frame.top)})`;
  const parts: string[] = [];
  const visit = (node: Node): void => {
    if (node instanceof Text) return void parts.push(...textOf(node, frame));
    if (!(node instanceof Element) || node.matches(SKIPPED)) return;
    const style = getComputedStyle(node);
    if (style.display === 'none' || style.visibility === 'hidden') return;
    if (node instanceof SVGSVGElement) {
      const rect = node.getBoundingClientRect();
      if (rect.width > 0 && rect.height > 0) parts.push(`<g transform="${at(rect)}">${drawn(node, rect)}</g>`);
      return;
    }
    parts.push(...boxOf(node, style, frame));
    for (const child of node.childNodes) visit(child);
  };
  for (const child of card.childNodes) visit(child);
  const ground = escaped(getComputedStyle(card).backgroundColor);
  const patterns = [...document.querySelectorAll('svg.defs pattern')].map((pattern) => markup(painted(pattern))).join('');
  return {
    width, height,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>${patterns}</defs><rect width="${width}" height="${height}" fill="${ground}"/>${parts.join('')}</svg>`,
  };
}

/** The picture as pixels, twice as many as on the screen. Throws where the browser cannot draw it. */
export async function pngOf(card: Element): Promise<Blob> {
  const { svg, width, height } = svgOf(card);
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [2 * width, 2 * height];
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.scale(2, 2);
  context.drawImage(image, 0, 0, width, height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png'));
}

/** An SVG of the page at its size in pixels: percentages in it are of that size. */
function drawn(svg: SVGSVGElement, { width, height }: DOMRect): string {
  const copy = painted(svg);
  copy.setAttribute('width', String(round(width)));
  copy.setAttribute('height', String(round(height)));
  copy.setAttribute('overflow', 'visible');
  return markup(copy);
}

/** A copy with its computed paint as attributes, and without what does not show. */
function painted(element: Element): Element {
  const copy = element.cloneNode(true);
  if (!(copy instanceof Element)) throw new Error('no element');
  const [originals, copies] = [[element, ...element.querySelectorAll('*')], [copy, ...copy.querySelectorAll('*')]];
  const hidden: Element[] = [];
  originals.forEach((original, i) => {
    const style = getComputedStyle(original);
    const twin = copies[i];
    if (twin === undefined) return;
    if (style.display === 'none' || original.classList.contains('hit')) return void hidden.push(twin);
    for (const name of PAINT) {
      const value = style.getPropertyValue(name);
      if (value !== '') twin.setAttribute(name, value.replaceAll(/url\("?[^"#]*#([^")]+)"?\)/g, 'url(#$1)'));
    }
    twin.removeAttribute('class');
  });
  for (const one of hidden) one.remove();
  return copy;
}

/** A line of text as it was broken: one `text` each. */
function textOf(node: Text, frame: DOMRect): string[] {
  const parent = node.parentElement;
  const words = node.data;
  if (parent === null || words.trim() === '') return [];
  const style = getComputedStyle(parent);
  const range = document.createRange();
  const lines: { top: number; left: number; bottom: number; text: string }[] = [];
  for (let i = 0; i < words.length; i += 1) {
    range.setStart(node, i);
    range.setEnd(node, i + 1);
    const rect = range.getClientRects()[0];
    if (rect === undefined || rect.width === 0) continue;
    const line = lines.at(-1);
    if (line !== undefined && Math.abs(line.top - rect.top) < 2) line.text += words[i] ?? '';
    else lines.push({ top: rect.top, left: rect.left, bottom: rect.bottom, text: words[i] ?? '' });
  }
  const size = Number.parseFloat(style.fontSize);
  return lines.map(({ top, bottom, left, text }) => {
    const base = (top + bottom) / 2 + size * 0.35;
    return `<text x="${round(left - frame.left)}" y="${round(base - frame.top)}" fill="${escaped(style.color)}" font-family="${escaped(style.fontFamily)}" font-size="${size}" font-weight="${escaped(style.fontWeight)}" xml:space="preserve">${escaped(text)}</text>`;
  });
}

/** Backgrounds and lower borders: cells of a heat map, rules of a table, badges. */
function boxOf(element: Element, style: CSSStyleDeclaration, frame: DOMRect): string[] {
  const rect = element.getBoundingClientRect();
  const [x, y] = [round(rect.left - frame.left), round(rect.top - frame.top)];
  const ground = style.backgroundColor;
  const filled = ground !== 'rgba(0, 0, 0, 0)' && ground !== 'transparent'
    ? [`<rect x="${x}" y="${y}" width="${round(rect.width)}" height="${round(rect.height)}" rx="${Number.parseFloat(style.borderTopLeftRadius) || 0}" fill="${escaped(ground)}"/>`] : [];
  const rule = Number.parseFloat(style.borderBottomWidth);
  const ruled = rule > 0 && style.borderBottomStyle !== 'none' ? [`<line x1="${x}" x2="${round(x + rect.width)}" y1="${round(y + rect.height)}" y2="${round(y + rect.height)}" stroke="${escaped(style.borderBottomColor)}" stroke-width="${rule}"/>`] : [];
  return [...filled, ...ruled];
}

const round = (n: number): number => Math.round(n * 100) / 100;
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const markup = (element: Element): string => new XMLSerializer().serializeToString(element);
