/** What a host may set, as --at-* of its own page; everything else carries the meaning of the charts. */
export const themeNames = ['font', 'page', 'surface', 'ink', 'accent', 'radius', 'gap', 'pad'] as const;
export type ThemeName = (typeof themeNames)[number];
export type HostStyle = Partial<Readonly<Record<ThemeName, string>>>;

const COLOUR = /^(#[0-9a-f]{3,8}|[a-z]{3,20}|(rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\([a-z0-9 .,%/+-]{1,100}\))$/i;
const LENGTH = /^(0|\d{1,3}(\.\d{1,4})?(px|rem|em))$/;
const FONT = /^[\p{L}\p{N} _.,'"-]{1,300}$/u;
const shapes: Readonly<Record<ThemeName, RegExp>> = { font: FONT, page: COLOUR, surface: COLOUR, ink: COLOUR, accent: COLOUR, radius: LENGTH, gap: LENGTH, pad: LENGTH };

/** The values that are what they should be; others are left out, so that none can carry anything else into a stylesheet. */
export function styleIn(value: (name: ThemeName) => unknown): HostStyle {
  return Object.fromEntries(themeNames.flatMap((name) => {
    const given = value(name);
    const text = typeof given === 'string' ? given.trim() : '';
    return shapes[name].test(text) && isPaired(text) ? [[name, text]] : [];
  }));
}

/** A quote that stays open would swallow what follows. */
const isPaired = (text: string): boolean => (text.match(/"/g) ?? []).length % 2 === 0 && (text.match(/'/g) ?? []).length % 2 === 0;

/** A rule that wins over both themes. */
export const themeCss = (style: HostStyle): string => {
  const declarations = Object.entries(style).map(([name, value]) => `--at-${name}:${value}`);
  return declarations.length === 0 ? '' : `:root:root:root{${declarations.join(';')}}`;
};
