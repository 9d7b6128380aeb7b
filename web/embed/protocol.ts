/**
 * What the element on the host's page and the frame say to each other, version 1. The frame says `Hello` to its parent (it holds nothing), the
 * element answers with `Welcome` and one end of a MessageChannel; everything else goes over that. Both check origin and source once.
 */
export const PROTOCOL = 1;

export interface Hello { readonly aftersales: typeof PROTOCOL; readonly hello: true }
export interface Welcome { readonly aftersales: typeof PROTOCOL; readonly welcome: true }

/** As hosts write filters: `{ channel: ['douyin'], period: 30 }`; only what is set. */
export type HostFilters = Readonly<Record<string, unknown>>;

export type HostMessage =
  /** Null: the host has none to give now. */
  | { readonly type: 'token'; readonly token: string | null }
  | { readonly type: 'filters'; readonly filters: HostFilters }
  | { readonly type: 'board'; readonly board: string }
  | { readonly type: 'locale'; readonly locale: string }
  /** `style`: values of the --at-* that the host sets, by name without the prefix. */
  | { readonly type: 'theme'; readonly theme: string; readonly style: Readonly<Record<string, string>> };

export type FrameMessage =
  | { readonly type: 'ready'; readonly board: string }
  | { readonly type: 'height'; readonly height: number }
  | { readonly type: 'filter'; readonly filters: HostFilters }
  | { readonly type: 'navigate'; readonly board: string }
  | { readonly type: 'error'; readonly code: string }
  /** A new entry token is needed. */
  | { readonly type: 'token' };
