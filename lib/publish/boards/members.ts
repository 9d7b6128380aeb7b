import type { ChannelsBoard, ProductsBoard, RateMember } from '../../model/boards/rates.ts';
import type { Settings } from '../../model/settings.ts';
import type { BoardFacts } from './facts.ts';
import type { BoardFrame } from './frame.ts';
import { rateMembers } from './rates.ts';

const ranked = <T extends RateMember>(members: T[]): T[] => members.sort((a, b) => (b.shrunken_bp ?? -1) - (a.shrunken_bp ?? -1) || b.units - a.units);

export function productsBoard(frame: BoardFrame, facts: BoardFacts, settings: Settings, names: ReadonlyMap<string, string>): ProductsBoard {
  const products = rateMembers(facts.members, 'product_id').map(({ member, parent, rate }) => ({ product_id: member, name: names.get(member) ?? null, category: parent === '' ? null : parent, ...rate }));
  return { ...frame, window_days: settings.windows.customer_days, products: ranked(products) };
}

export function channelsBoard(frame: BoardFrame, facts: BoardFacts, settings: Settings): ChannelsBoard {
  const channels = rateMembers(facts.members, 'channel').map(({ member, rate }) => ({ channel: member, ...rate }));
  return { ...frame, window_days: settings.windows.customer_days, channels: ranked(channels) };
}
